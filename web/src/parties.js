// Who stands in a network: a name of its own, or whoever a code stands for, since "the army" of two reports is one army.

const SECTORS = {
  GOV: 'government',
  LEG: 'parliament',
  JUD: 'courts',
  MIL: 'armed forces',
  COP: 'police',
  SPY: 'secret services',
  REB: 'rebels',
  PAR: 'militias',
  OPP: 'opposition',
  PTY: 'parties',
  MED: 'media',
  BUS: 'business',
  EDU: 'schools',
  NGO: 'aid groups',
  REL: 'clergy',
  CRM: 'gangs',
  CVL: 'civilians',
  REF: 'refugees',
  ELI: 'former leaders',
};

/** Words that are no name: "the army", "Turkish soldiers" (a later word is small), not "Libyan National Army" or "Khalifa Haftar". */
export function isDescription(text) {
  return (
    /^(the|an?|all|some|any|several|its|his|their|her)\s/i.test(text) ||
    /^[a-z]/.test(text) ||
    /\s[a-z]{4,}$/.test(text)
  );
}

/**
 * The node's name of a party of a relation: `text` where it is a name; else what its state's code stands for, "armed forces (LBY-MIL)",
 * and the state's own name (`states`: code to name) for a code without a sector.
 */
export function partyName(text, code, states) {
  const [place, sector] = (code ?? '').split('-');
  if (!isDescription(text) || !/^[A-Z]{3}$/.test(place)) return text;
  if (!sector) return states.get(place) ?? text;
  return SECTORS[sector] ? `${SECTORS[sector]} (${code})` : `${text} (${code})`;
}

/** The names of states by code, from rows of relations: the text that most often stands for a code without a sector and is a name. */
export function statesOf(rows) {
  const counts = new Map();
  for (const { from, from_code: fromCode, to, to_code: toCode } of rows)
    for (const [text, code] of [
      [from, fromCode],
      [to, toCode],
    ]) {
      if (!text || !/^[A-Z]{3}$/.test(code ?? '') || isDescription(text)) continue;
      const names = counts.get(code) ?? counts.set(code, new Map()).get(code);
      names.set(text, (names.get(text) ?? 0) + 1);
    }
  const best = (names) => [...names].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
  return new Map([...counts].map(([code, names]) => [code, best(names)]));
}
