// The search. The theme sends its questions to a worker; this answers them on the page itself,
// because a page opened from a disk may start no worker, and because labelers look for everyday
// words, which in Japanese stand in no dictionary of stems.
//
// Each entry of the index is read from end to end. For a thousand pages that takes a few
// hundredths of a second, and nothing has to be prepared when a page opens.
(() => {
  "use strict";

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const SHOWN = 3;
  const NEARLY = 0.55;
  const EXCERPT = 220;
  const JAPANESE = /[\u3005\u3041-\u30ff\u3400-\u9fff]/;
  const ID = /^[a-z]+(?:-[a-z0-9]+)+$/;
  const IDLE = new Set(("a an and any are as at be by can do does for from has have how i if in is it"
    + " its me my of on or our s that the their them they this to was we what when where which who"
    + " will with you your someone something").split(" "));

  // One width and one case. A text keeps its length, so that what is found in it can be marked.
  const folded = (text) => text.replace(/[^\0-\x7f\u3040-\u30ff\u4e00-\u9fff]/g, (sign) => {
    const plain = sign.normalize("NFKC");
    return plain.length === 1 ? plain : sign;
  }).toLowerCase();
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'").replaceAll("&amp;", "&").trim();
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

  // Western words are found by their beginning and without their ending, others anywhere.
  const stem = (word) => word.length > 5 ? word.replace(/(?:ing|ied|ies|ed|es|s|y)$/, "") : word;
  const places = (text, word) => {
    const found = [];
    const western = !JAPANESE.test(word);
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      if (!western || !at || !/[a-z0-9]/.test(text[at - 1])) found.push(at);
    return found;
  };

  const whole = (word) => {
    const safe = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(JAPANESE.test(word) ? safe : `(?<![a-z0-9-])${safe}(?:e?s)?(?![a-z0-9-])`);
  };

  // A query as terms, each a list of words of which one must be there: what was typed, then what
  // the glossary calls it. A Japanese word is cut into smaller ones for those who find no whole.
  const cutter = "Segmenter" in Intl ? new Intl.Segmenter("ja", { granularity: "word" }) : null;
  const pieces = (word) => {
    if (!JAPANESE.test(word)) return [word];
    const cut = cutter ? Array.from(cutter.segment(word), (each) => each.segment)
      : word.match(/[\u3041-\u309f]+|[\u30a0-\u30ff]+|[^\u3041-\u30ff]+/g);
    return cut.filter((each) => !/^[\u3041-\u309f]{1,2}$/.test(each));
  };
  // 読め may be meant by 読み取れない, and お酒 by 酒類.
  const bare = (part) => {
    const kanji = part.replace(/^[おご](?=[\u3400-\u9fff])/, "").match(/^[\u3400-\u9fff]+/)?.[0];
    return kanji && kanji !== part ? [part, kanji] : [part];
  };
  const terms = (query, glossary) => {
    const found = [];
    let rest = ` ${folded(query.normalize("NFKC"))} `;
    for (const [word, others] of glossary) {
      const [before, ...after] = rest.split(whole(word));
      if (!after.length) continue;
      rest = [before, ...after].join(" ");
      found.push({ typed: word, words: [word, ...others] });
    }
    const typed = rest.replace(/['’]s?(?![a-z])|n['’]t(?![a-z])/g, " ").split(/[^\p{L}\p{N}-]+/u)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    const telling = typed.filter((word) => !IDLE.has(word));
    for (const word of telling.length || found.length ? telling : typed) {
      if (ID.test(word)) found.push({ typed: word, words: [word], id: true });
      else if (!JAPANESE.test(word))
        for (const part of word.split("-").filter(Boolean))
          found.push({ typed: part, words: [stem(part)] });
      else {
        const parts = pieces(word);
        const more = parts.length > 1 || parts[0] !== word;
        found.push({ typed: word, words: [word], extra: more });
        if (more) for (const part of parts) found.push({ typed: part, words: bare(part) });
      }
    }
    return found;
  };

  class Search extends EventTarget {
    setup({ config, docs }) {
      const words = Object.entries(config.words ?? {});
      this.glossary = words.sort(([one], [other]) => other.length - one.length);
      this.pages = new Map();
      this.entries = docs.map((doc) => {
        const [title, text] = [plain(doc.title), plain(doc.text)];
        const [page, anchor = ""] = doc.location.split("#");
        const entry = {
          doc, title, text, page, id: anchor.toLowerCase(), weight: doc.boost ?? 1,
          titled: folded(title), said: folded(text),
        };
        if (!anchor || !this.pages.has(page)) this.pages.set(page, entry);
        return entry;
      });
      this.byPlace = new Map(this.entries.map((entry) => [`${entry.page}#${entry.id}`, entry]));
    }

    // The longest part of a Japanese word that stands anywhere, for one that stands nowhere.
    known({ typed, words, ...term }) {
      const anywhere = (word) => this.entries.some((entry) => entry.said.includes(word));
      if (term.extra || !JAPANESE.test(typed) || words.some(anywhere)) return { typed, words, ...term };
      for (let size = typed.length - 1; size > 1; size -= 1)
        for (let at = typed.length - size; at >= 0; at -= 1)
          if (anywhere(typed.slice(at, at + size)))
            return { typed, words: [typed.slice(at, at + size)], ...term };
      return { typed, words, ...term };
    }

    // How well each entry answers, by the words that few others hold; a case speaks for its clause.
    scored(query) {
      const asked = terms(query, this.glossary).map((term) => this.known(term));
      const scores = new Map();
      let most = 0;
      for (const term of asked) {
        const hits = new Map();
        for (const entry of this.entries) {
          let best = 0;
          let by = "";
          term.words.forEach((word, nth) => {
            const named = term.id && entry.id === word ? 40
              : term.id && entry.id.startsWith(`${word}-`) ? 4 : 0;
            const around = entry.id ? this.pages.get(entry.page).titled : "";
            const inTitle = places(entry.titled, word).length ? 3 : places(around, word).length && 0.8;
            const often = places(entry.said, word).length;
            const long = 0.6 + 0.4 * entry.said.length / 600;
            const here = (named + inTitle + 2 * often / (often + long)) * (nth ? 0.8 : 1);
            if (here > best) [best, by] = [here, word];
          });
          if (best) hits.set(entry, { best, by });
        }
        const rare = Math.log(1 + this.entries.length / (hits.size || this.entries.length));
        const worth = rare * (term.extra ? 2 : 1);
        if (!term.extra) most += worth;
        for (const [entry, { best, by }] of hits) {
          const known = scores.get(entry) ?? { score: 0, covered: 0, by: new Set() };
          known.score += best * worth;
          known.covered += term.extra ? 0 : worth;
          known.by.add(by);
          scores.set(entry, known);
        }
      }
      for (const [entry, known] of scores)
        known.score *= entry.weight * (known.covered / (most || 1)) ** 2 || 0;
      for (const [entry, known] of [...scores]) {
        const clause = entry.doc.clause
          && this.byPlace.get(`${entry.page}#${entry.doc.clause.toLowerCase()}`);
        if (!clause) continue;
        const its = scores.get(clause) ?? { score: 0, by: known.by };
        its.score = Math.max(its.score, known.score) + 0.2 * Math.min(its.score, known.score);
        scores.set(clause, its);
      }
      return { asked, scores };
    }

    find(query) {
      const { asked, scores } = this.scored(query);
      const ranked = [...scores].filter(([, known]) => known.score > 0)
        .sort(([, one], [, other]) => other.score - one.score);
      const groups = new Map();
      for (const [entry, known] of ranked) {
        const group = groups.get(entry.page) ?? [];
        if (entry !== this.pages.get(entry.page)) group.push([entry, known]);
        groups.set(entry.page, group);
      }
      return [...groups].map(([page, group]) => {
        const best = group[0]?.[1].score ?? 1;
        const parent = this.pages.get(page);
        const top = scores.get(parent) ?? { by: new Set() };
        return [
          this.item(parent, top, 1, asked),
          ...group.map(([entry, known], nth) =>
            this.item(entry, known, +(nth < SHOWN && known.score >= NEARLY * best), asked)),
        ];
      });
    }

    // An entry as the theme shows it: the words marked, and those that are missing named.
    item(entry, known, score, asked) {
      const words = [...known.by];
      const told = {};
      for (const word of words) told[word] = true;
      for (const term of asked)
        if (!term.extra && words.length && !term.words.some((word) => known.by.has(word)))
          told[term.typed] = false;
      const first = Math.min(...words.map((word) => entry.said.indexOf(word)).filter((at) => at >= 0));
      const start = Number.isFinite(first) ? Math.max(0, first - EXCERPT / 3) : 0;
      const text = `${start ? "…" : ""}${entry.text.slice(start, start + EXCERPT)}`;
      return {
        location: entry.doc.location, score, terms: told,
        title: marked(entry.title, words),
        text: `<p>${marked(text, words)}${entry.text.length > start + EXCERPT ? "…" : ""}</p>`,
      };
    }

    postMessage({ type, data }) {
      if (type === SETUP) {
        this.setup(data);
        this.answer({ type: READY });
      } else if (type === QUERY) this.answer({ type: RESULT, data: { items: this.find(data) } });
    }

    answer(data) { setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data }))); }

    terminate() { this.entries = []; }
  }

  const marked = (text, words) => {
    const low = folded(text);
    const spans = words.flatMap((word) => places(low, word).map((at) => [at, at + word.length]))
      .sort(([one], [other]) => one - other);
    let html = "";
    let last = 0;
    for (const [from, to] of spans) {
      if (from < last) continue;
      html += `${escaped(text.slice(last, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
      last = to;
    }
    return html + escaped(text.slice(last));
  };

  window.Worker = Search;

  // The theme waits for a key; words also come by pasting, by voice and from an input method.
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".md-search__input")) target.dispatchEvent(new Event("keyup"));
  });
})();
