"""The development sets of WHO, for script/measure: phrases with the codes of their actors, and coreference.

cases: gold/actor-cases.jsonl, phrases of NGEC's tests with country and sector. A phrase is put into a carrier, "On Monday, PHRASE criticized
the decision.", dated as the case says (2021-12-01 where it says today or nothing); a context, if the case has one, names the place of the
story in a sentence before ("The report came from Mexico."). The code of the criticizing actor is scored. NGEC's codes are read as ours:
its JRN is our MED, its MED (medical) our CVL or NGO, UAF and PRM our PAR or REB, AGR our CVL or BUS, BUD our REL, SOC our NGO, PRE (an
unrecognised state) our REB or none, UNK and ???? any; a bare state or city of ours agrees with GOV or CVL where the case names a place; country "IGO" is any IGO,
EUR is IGO:EU, UNO is IGO:UN, and an empty country is ---, INT or NGO. Cases that name neither a country nor a sector are left out."""
import json

SECTORS = {"JRN": {"MED"}, "MED": {"CVL", "NGO", "MED", ""}, "UAF": {"PAR", "REB"}, "PRM": {"PAR", "REB"}, "AGR": {"CVL", "BUS"}, "BUD": {"REL", "CVL"}, "SOC": {"NGO"},
           "PRE": {"REB", "GOV", ""}}
OPEN = ("UNK", "????")


def right_country(want, place):
    if want == "":
        return place in ("---", "INT", "VAT") or place.startswith(("NGO", "MNC", "IGO:"))
    return {"EUR": place == "IGO:EU", "UNO": place == "IGO:UN", "IGO": place.startswith("IGO:")}.get(want, place == want)


def right_sector(expect, place, sector):
    wants = [expect[k] for k in ("code_1", "code_2") if k in expect]
    wants = [w for x in wants for w in (x if isinstance(x, list) else [x])]
    if not wants or any(w in OPEN for w in wants):
        return True
    allowed = set().union(*(SECTORS.get(w, {w}) for w in wants))
    is_bare_place = sector == "" and len(place) == 3 and place.isalpha() and wants[0] in ("GOV", "CVL", "")
    return sector in allowed or is_bare_place or (place.startswith(("IGO:", "NGO")) and sector == "") or (wants == [""] and sector == "CVL")


def case_reports(path):
    for n, line in enumerate(open(path, encoding="utf-8")):
        case = json.loads(line)
        if "country" not in case["expect"] and "code_1" not in case["expect"]:
            continue
        args = case["args"] + ["", ""]
        place = f"The report came from {args[1].split()[0]}. " if args[1] else ""
        date = args[2] if args[2][:2] in ("20", "19") else "2003-01-01" if args[2].endswith("2003") else "2021-12-01"
        text = f"{place}On Monday, {args[0].strip()} criticized the African Union."
        yield case, {"id": str(n), "date": date, "text": text}


def actor_code(coded):
    for e in coded["events"]:
        if e["trigger"] == "criticized" and e["actor"]:
            return e["actor"][0]["code"]
    return "none"


def score_cases(pairs):
    """pairs of (case, coded report) → n, country right, sector right, both right, and the wrong ones as lines."""
    n = country = sector = both = 0
    wrong = []
    for case, coded in pairs:
        code = actor_code(coded)
        place, _, sec = (code.rpartition("-") if code.startswith("----") else code.partition("-"))
        if code.startswith("---") and not code.startswith("----"):
            place, sec = "---", ""
        c = "country" not in case["expect"] or right_country(case["expect"]["country"], place)
        s = right_sector(case["expect"], place, sec)
        n, country, sector, both = n + 1, country + c, sector + s, both + (c and s)
        if not (c and s):
            wrong.append(f"{case['args']} expected {case['expect'].get('country')}-{case['expect'].get('code_1')}, is {code}")
    return n, country, sector, both, wrong


# ---- coreference on GUM (entities in MISC; chains share the number that opens a mention) ----

THIRD = {w: kind for kind, words in {"he/she": "he she him her his hers himself herself", "they": "they them their theirs themselves", "it": "it its itself"}.items() for w in words.split()}
ACTORS = {"person", "organization", "place"}


def gum_documents(path):
    """(id, text, mentions) of each document; a mention is (chain, type, begin, end, last token, is it a name), in code points."""
    doc = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            if doc:
                yield doc["id"], "".join(doc["text"]), doc["mentions"]
            doc = {"id": line[14:], "text": [], "n": 0, "open": {}, "mentions": [], "par": False}
        elif line.startswith("# newpar"):
            doc["par"] = True
        elif line.startswith("# text = "):
            sep = ("\n\n" if doc["par"] else " ") if doc["text"] else ""
            doc["text"].append(sep + line[9:])
            doc["at"], doc["sentence"], doc["par"] = doc["n"] + len(sep), line[9:], False
            doc["n"] += len(sep) + len(line[9:])
            doc["from"] = 0
        elif line and line[0] != "#":
            c = line.split("\t")
            if "." in c[0] or "-" in c[0]:
                continue
            i = doc["sentence"].find(c[1], doc["from"])
            if i < 0:
                i = doc["from"]
            doc["from"] = i + len(c[1])
            begin, end = doc["at"] + i, doc["at"] + i + len(c[1])
            for field in c[9].split("|"):
                if field.startswith("Entity="):
                    take_brackets(doc, field[7:], begin, end, c[1], c[3] == "PROPN")
    if doc:
        yield doc["id"], "".join(doc["text"]), doc["mentions"]


def take_brackets(doc, text, begin, end, form, is_name):
    for part in text.replace("(", "\n(").replace(")", ")\n").split("\n"):
        if part.startswith("("):
            fields = part[1:].rstrip(")").split("-")
            doc["open"].setdefault(fields[0], []).append((fields[1], begin))
        if part.endswith(")"):
            chain = part[:-1].lstrip("(").split("-")[0]
            if doc["open"].get(chain):
                kind, start = doc["open"][chain].pop()
                doc["mentions"].append((chain, kind, start, end, form, is_name))


def score_coref(pairs):
    """pairs of (gold mentions, coded report) → {kind: [right, resolved, all]}: pronouns and last names whose chain the program shares."""
    tally = {}
    for mentions, coded in pairs:
        entity_of = {}
        for e in coded["entities"]:
            for b, end in e["mentions"]:
                entity_of[b, end] = e
        seen = {}
        for chain, kind, b, end, form, is_name in sorted(mentions, key=lambda m: (m[2], -m[3])):
            is_word = end - b == len(form)
            what = THIRD.get(form.lower(), "name" if is_name else None) if is_word else None
            if what and kind in ACTORS and seen.get(chain) and (what != "name" or any(l > end - b for _, _, l in seen[chain])):
                t = tally.setdefault(what, [0, 0, 0])
                t[2] += 1
                e = entity_of.get((b, end))
                others = [m for m in e["mentions"] if m[1] <= b] if e else []
                if others:
                    t[1] += 1
                    last = others[-1]
                    t[0] += any(x < last[1] and last[0] < y for x, y, _ in seen[chain])
            seen.setdefault(chain, []).append((b, end, end - b))
    return tally
