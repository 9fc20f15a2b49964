// Any two releases side by side: what each had published, by unit, facts exactly and words marked.
(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("__kijun").textContent);
  const place = document.querySelector(".kj-compare");
  if (!data.compare || !place) return;
  const { load, zone, stated, order, fill, id, when, element } = window.kijun;
  const { guidelines, labels, classes, fields, values, dates, words } = data.compare;
  const japanese = data.locale === "ja";
  const query = new URLSearchParams(location.search);

  // What a release had published of a unit: its last text by then, whenever that takes effect.
  const published = (index, unit, last) => unit.history
    .filter(([release, , , also]) => order(index, also ?? release) <= last).at(-1) ?? ["", null, null];

  // The gravest class that the releases in between gave a unit in this language.
  const GRADES = Object.keys(classes);
  const steps = (index, address, unit, first, last) => {
    const named = new Set(unit.history.map(([release]) => release));
    const found = index.releases.slice(first + 1, last + 1).filter(({ name }) => named.has(name))
      .flatMap(({ name, causes }) => causes.filter(({ units }) => units.includes(address))
        .map((cause) => ({ name, grade: cause.class })));
    const [gravest] = found.map(({ grade }) => grade).sort((a, b) => GRADES.indexOf(a) - GRADES.indexOf(b));
    return { grade: gravest ?? "", releases: found.map(({ name }) => name) };
  };

  const differences = (index, pack, first, last) => Object.entries(pack.units).flatMap(([address, unit]) => {
    const [before, after] = [first, last].map((end) => published(index, unit, end));
    if (before[1] === after[1]) return [];
    const [old, now] = [before, after].map(([release, mark, key]) =>
      ({ release, mark, lost: mark !== null && !key, html: "", facts: {}, ...pack.texts[key] }));
    return [{ address, guideline: pack.guideline, page: pack.page, old, now, ...steps(index, address, unit, first, last) }];
  });

  // Which of them a reader asked for.
  const holdsIn = ({ facts }, market) => {
    const named = (field) => Object.keys(facts).filter((path) => path.startsWith(`${field}.`))
      .map((path) => path.slice(field.length + 1)).concat(facts[field] ?? []).flat();
    const only = [...named("market"), ...named("markets")];
    return (!only.length || only.includes(market)) && !named("except-markets").includes(market);
  };
  const concerns = ({ address, old, now }, label) => id(address) === label || id(address).startsWith(`${label}-`)
    || [old, now].some(({ facts }) => Object.entries(facts).some(([path, value]) =>
      path.split(".").includes(label) || [value].flat().includes(label)));
  const wanted = (each, asked) => (!asked.class || each.grade === asked.class)
    && (!asked.label || concerns(each, asked.label))
    && (!asked.market || [each.old, each.now].some((side) => side.mark && holdsIn(side, asked.market)));

  // A text as its lines: what a reader sees of it, without what only leads elsewhere. A line has
  // a key by which it is known: its text, or in a decision its question and the answer.
  const BLOCK = /^(ARTICLE|ASIDE|BLOCKQUOTE|DETAILS|DIV|DL|FIGURE|H[1-6]|HEADER|LI|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|THEAD|TR|UL)$/;
  const step = (node) => {
    const answer = node.parentElement?.matches(".kj-answers") && node.matches("li");
    const question = (answer || node.matches?.(".kj-ask")) && node.closest(".kj-steps > li")?.id;
    return question ? { question, answer: answer ? node.querySelector("b")?.textContent : "" } : null;
  };
  const lines = (html) => {
    const whole = new DOMParser().parseFromString(html.replace(/\ue002[^\ue003]*\ue003/g, ""), "text/html").body;
    for (const gone of whole.querySelectorAll(".headerlink, .kj-tools, .kj-coming, .kj-since, .kj-scroll")) gone.remove();
    const found = [];
    let text = "";
    const flush = (node) => {
      text = text.replace(/\s+/g, " ").replace(/[:：·\s]+$/, "").trim();
      const asked = step(node);
      if (text) found.push({ text, ...asked, key: asked ? `${asked.question} ${asked.answer}` : text });
      text = "";
    };
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data;
        else if (BLOCK.test(child.tagName)) { flush(node); walk(child); flush(child); }
        else {
          if (child.tagName === "DT") flush(node);
          walk(child);
          if (child.tagName === "DT") text += japanese ? "：" : ": ";
          if (/^T[DH]$/.test(child.tagName)) text += " · ";
          if (child.tagName === "BR") text += " ";
        }
      }
    };
    walk(whole);
    flush(whole);
    return found;
  };

  // Words as the language has them; a number stays with its counter, and with its own parts.
  const segmenter = new Intl.Segmenter(data.locale, { granularity: "word" });
  const NUMBER = /^[0-9０-９][0-9０-９.,，．:/-]*$/;
  const cut = (text) => {
    const found = [];
    for (const { segment } of segmenter.segment(text)) {
      const last = found.at(-1);
      const joins = last !== undefined && NUMBER.test(last) && /^[\p{L}\p{N}%％.,，．:/-]/u.test(segment);
      if (joins) found[found.length - 1] += segment;
      else found.push(segment);
    }
    return found;
  };

  // Two lists as runs that are equal or not: [old, new], by their longest common part.
  const runs = (old, now, same = (left, right) => left === right) => {
    const long = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
    for (let i = old.length - 1; i >= 0; i--)
      for (let j = now.length - 1; j >= 0; j--)
        long[i][j] = same(old[i], now[j]) ? long[i + 1][j + 1] + 1 : Math.max(long[i + 1][j], long[i][j + 1]);
    const found = [];
    const add = (equal, left, right) => {
      if (found.at(-1)?.same !== equal) found.push({ same: equal, old: [], now: [] });
      found.at(-1).old.push(...left);
      found.at(-1).now.push(...right);
    };
    let [i, j] = [0, 0];
    while (i < old.length || j < now.length)
      if (i < old.length && j < now.length && same(old[i], now[j])) add(true, [old[i++]], [now[j++]]);
      else if (j === now.length || (i < old.length && long[i + 1][j] >= long[i][j + 1])) add(false, [old[i++]], []);
      else add(false, [], [now[j++]]);
    return found;
  };

  // An island of a few equal characters between changes is read with them, unless it says much.
  const folded = (found) => {
    const kept = [];
    for (const [number, run] of found.entries()) {
      const text = run.old.join("");
      const inside = number > 0 && number < found.length - 1;
      const island = run.same && inside && text.length <= (japanese ? 3 : 1) && !/[。.\d０-９]/.test(text);
      const joins = kept.length && !kept.at(-1).same && (island || !run.same);
      if (joins) {
        kept.at(-1).old.push(...run.old);
        kept.at(-1).now.push(...run.now);
      } else kept.push({ same: run.same, old: [...run.old], now: [...run.now] });
    }
    return kept;
  };

  const alike = (old, now) => {
    const left = cut(old);
    const right = new Set(cut(now));
    return left.filter((word) => right.has(word)).length / Math.max(left.length, right.size, 1);
  };

  // Lines in pairs: equal ones, changed ones, and those that stand on one side only. An answer is
  // never another's, however alike the two are.
  const ALIKE = 0.4;
  const pairs = (old, now) => runs(old, now, (left, right) => left.key === right.key).flatMap((run) => {
    if (run.same) return run.old.map((line, at) => [line, run.now[at]]);
    const found = [];
    const left = [...run.now];
    for (const line of run.old) {
      const at = left.findIndex((other) => !line.question && !other.question && alike(line.text, other.text) >= ALIKE);
      if (at < 0) { found.push([line, null]); continue; }
      found.push(...left.splice(0, at).map((other) => [null, other]), [line, left.shift()]);
    }
    return [...found, ...left.map((other) => [null, other])];
  });

  // Marks also say what they are to a reader of the screen.
  const spoken = (text) => element("span", "kj-spoken", text);
  const marked = (name, word, text) => element(name, "", spoken(`${word} `), text, spoken(` ${words.end} `));
  const inserted = (text) => marked("ins", words.inserted, text);
  const deleted = (text) => marked("del", words.deleted, text);
  const underlined = (text) => element("u", "", text);
  const changed = (old, now) => folded(runs(cut(old), cut(now)));

  const redline = (rows) => rows.map(([old, now]) => {
    if (old === null) return element("p", "", inserted(now));
    if (now === null) return element("p", "", deleted(old));
    return element("p", "", ...changed(old, now).flatMap((run) => run.same ? [run.old.join("")] : [
      ...run.old.length ? [deleted(run.old.join(""))] : [], ...run.now.length ? [inserted(run.now.join(""))] : [],
    ]));
  });

  const side = (text, parts, which) => {
    const cell = element("td");
    if (text !== null)
      cell.append(...parts.filter((run) => run[which].length)
        .map((run) => run.same ? run[which].join("") : underlined(run[which].join(""))));
    return cell;
  };
  // In Japanese the new text stands first, as in every table of this kind.
  const ordered = ([before, after]) => japanese ? [after, before] : [before, after];
  // A clause that is retired stays by its id; of a part of one no trace is left.
  const clause = (address) => address.startsWith("clause:");
  const gone = ({ address }) => clause(address) ? fill(words.stays, { name: id(address) }) : words["gone-unit"];
  const remark = (left, right, { address, old, now }) => {
    if (now.mark === null && clause(address)) return words["retired-unit"];
    if (old.mark === null) return words.created;
    if (left === null) return words.added;
    if (left === right) return "";
    return right === null || now.mark === null ? words.removed : words.changed;
  };
  const columns = (rows, each, about) => {
    const body = rows.map(([left, right]) => {
      if (left === words.unchanged) return element("tr", "", ...[left, right, ""].map((text) => element("td", "", text)));
      const parts = left !== null && right !== null ? changed(left, right)
        : [{ same: false, old: left === null ? [] : [left], now: right === null ? [] : [right] }];
      return element("tr", "", side(right, parts, "now"), side(left, parts, "old"), element("td", "", remark(left, right, each)));
    });
    if (each.old.mark === null) body[0]?.children[1].append(words["added-unit"]);
    if (each.now.mark === null) body[0]?.children[0].append(gone(each));
    const made = table([words.after, words.before, words.remarks], body);
    made.className = "kj-sides";
    made.prepend(element("caption", "", ...about.map((line) => element("p", "", line)), element("p", "", words.underlined)),
      element("colgroup", "", ...["kj-side", "kj-side", ""].map((kind) => element("col", kind))));
    const box = element("div", "kj-scroll", made);
    box.setAttribute("role", "region");
    box.tabIndex = 0;
    box.ariaLabel = about[0];
    return [box];
  };

  const table = (heads, body) => {
    const top = heads.map((head) => {
      const cell = element("th", "", head);
      cell.scope = "col";
      return cell;
    });
    return element("table", "kj-table", element("thead", "", element("tr", "", ...top)), element("tbody", "", ...body));
  };

  const unchanged = ([old, now]) => old?.text === now?.text;
  const text = (each, about) => {
    const lost = [each.old, each.now].find((side) => side.lost);
    if (lost) return [element("p", "kj-unknown", fill(words.unknown, { unit: id(each.address), release: lost.release }))];
    const rows = pairs(lines(each.old.html), lines(each.now.html));
    if (rows.every(unchanged)) {
      const only = facts(each).length ? "facts-only" : "form-only";
      return [element("p", "kj-note", words[only])];
    }
    // An answer that changed is read below its question.
    const open = new Set(rows.filter((row) => !unchanged(row)).flat().map((line) => line?.question));
    const told = ([line]) => line.question && !line.answer && open.has(line.question);
    const gap = [words.unchanged, words.unchanged];
    const shown = rows.map((row) => unchanged(row) && !told(row) ? gap : row.map((line) => line?.text ?? null))
      .filter((row, at, all) => row !== gap || all[at - 1] !== gap);
    return japanese ? columns(shown, each, about) : redline(shown);
  };

  // A field by the name it has in its kind of block, or else in all.
  const field = (path, kind) => path.split(".").filter((part) => !["labels", "id"].includes(part))
    .map((part) => own(fields, `${kind}.${part}`) ?? own(fields, part) ?? part).join(" · ");
  const own = (object, name) => Object.hasOwn(object, name) ? object[name] : undefined;
  // A code by its word, a severity with both.
  const value = (what) => {
    if (what === undefined) return words.none;
    const said = typeof what === "object" ? JSON.stringify(what) : String(what);
    const name = own(values, said);
    return name && /^S\d$/.test(said) ? `${said} (${name})` : name ?? said;
  };
  const facts = ({ old, now }) => [old, now].some(({ mark, lost }) => !mark || lost) ? [] : [...new Set([...Object.keys(old.facts), ...Object.keys(now.facts)])]
    .filter((path) => JSON.stringify(old.facts[path]) !== JSON.stringify(now.facts[path]));

  // What stands on a table that is forwarded alone, a line each.
  const said = (name, value) => `${name}${japanese ? "：" : ": "}${value}`;
  const imprint = (index, each, ends, effective) => [
    [words.sides, guidelines[each.guideline], id(each.address)].join(japanese ? "　" : " "),
    fill(words.versions, { old: ends[0].name, new: ends[1].name }),
    ...ends.slice(1).map(({ published }) => said(words.published, when(Date.parse(published), stated(index, Date.parse(published)), dates, words))),
    ...effective,
  ];

  const card = (index, each, market, ends) => {
    const link = element("a", "", id(each.address));
    link.href = `${each.page}#${id(each.address)}`;
    const named = each.grade && (classes[each.grade] ?? each.grade);
    const grade = each.releases.length > 1 && named ? fill(words["at-most"], { class: named }) : named;
    const last = each.now.mark === null ? each.releases.at(-1) : each.now.release;
    const at = last && window.kijun.starts(index, last, each.address, market);
    const effective = at ? [said(words.effective, when(at, market ? zone(index, market) : stated(index, at), dates, words))] : [];
    const notes = [
      fill(words.steps, { releases: each.releases.join(japanese ? "、" : ", ") }),
      ...effective,
      ...each.old.mark === null ? [words["added-unit"]] : each.now.mark === null ? [gone(each)] : [],
    ];
    const made = element("section", "kj-card kj-change", element("h3", "", link, ...grade ? [" ", element("span", "kj-tag", grade)] : []),
      element("p", "kj-note", notes.join(japanese ? "　" : " · ")));
    const moved = facts(each);
    if (moved.length)
      made.append(table([words.fact, ...ordered([words.before, words.after])], moved.map((path) => {
        const name = element("th", "", field(path, each.address.split(":")[0]));
        name.scope = "row";
        const cells = [each.old, each.now].map((side) => element("td", "", value(side.facts[path])));
        return element("tr", "", name, ...ordered(cells));
      })));
    made.append(...text(each, imprint(index, each, ends, effective)));
    return made;
  };

  // The form, the address and the outcome

  const picker = (name, options, chosen) => {
    const select = element("select");
    select.name = name;
    for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
    return element("label", "", element("span", "", words[name]), select);
  };
  const status = element("p", "kj-status");
  status.setAttribute("role", "status");
  const result = element("div", "kj-result");

  // What an address names and the site does not have is said, and another choice is shown.
  const unknown = (form) => [...form.elements].filter(({ name, value }) => query.get(name) && query.get(name) !== value)
    .map((field) => element("p", "kj-unknown", fill(words["no-such"], {
      name: words[field.name], given: query.get(field.name), shown: field.selectedOptions[0].text,
    })));

  const begin = (index) => {
    const names = index.releases.map(({ name }) => name);
    const any = ["", words.any];
    const same = (list) => list.map((name) => [name, name]);
    const print = element("button", "kj-button", words.print);
    print.type = "button";
    print.addEventListener("click", () => window.print());
    const form = element("form", "kj-choice",
      picker("from", same(names), names.includes(query.get("from")) ? query.get("from") : names.at(-2) ?? names[0]),
      picker("to", same(names), names.includes(query.get("to")) ? query.get("to") : names.at(-1)),
      picker("guideline", [any, ...Object.entries(guidelines).map(([name, title]) => [name, `${name} ${title}`])], query.get("guideline") ?? ""),
      picker("class", [any, ...Object.entries(classes)], query.get("class") ?? ""),
      picker("label", [any, ...same(labels)], query.get("label") ?? ""),
      picker("market", [any, ...same(Object.keys(index.markets).filter((name) => name !== "default"))], query.get("market") ?? ""),
      print);
    const asked = () => Object.fromEntries(new FormData(form));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(asked()))
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      history.replaceState(history.state, "", address);
      show(index, asked());
    });
    const strange = element("div", "", ...unknown(form));
    form.addEventListener("change", () => strange.remove());
    place.replaceChildren(form, strange, status, result);
    return asked();
  };

  let turn = 0;
  const show = async (index, asked) => {
    const mine = ++turn;
    status.textContent = words.reading;
    const ends = [asked.from, asked.to].map((name) => order(index, name)).sort((a, b) => a - b);
    const [first, last] = ends;
    const compared = ends.map((end) => index.releases[end]);
    const chosen = Object.keys(guidelines).filter((name) => !asked.guideline || name === asked.guideline);
    const packs = [];
    for (const name of chosen) packs.push(await load(`${data.packs}/${name}.js`));
    if (mine !== turn) return;
    const found = packs.map((pack) => differences(index, pack, first, last).filter((each) => wanted(each, asked)));
    result.replaceChildren(...found.flatMap((changes, at) => changes.length ? [
      element("h2", "", `${chosen[at]} ${guidelines[chosen[at]]}`), ...changes.map((each) => card(index, each, asked.market, compared)),
    ] : []));
    const [from, to] = compared.map(({ name }) => name);
    const number = found.flat().length;
    status.textContent = fill(words[number ? "found" : "same"], { from, to, number });
  };
  const failed = (error) => {
    place.append(element("p", "kj-unknown", fill(words.failed, { file: error.message.split("/").slice(-3).join("/") })));
  };

  document.querySelector(".kj-without-script")?.remove();
  load(data.releases).then((index) => show(index, begin(index))).catch(failed);
})();
