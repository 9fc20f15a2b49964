// Reading a guideline as it stood on a day, and as it stands by the reader's clock and market.
// Without this a page shows what was in force when it was made, with what comes closed beside it.
(() => {
  "use strict";

  // A script hands its value over, as a page from the disk may load no data. Its `load` event
  // follows at once, so what was handed over last is its own.
  let handed;
  const kijun = window.kijun = {};
  kijun.pack = kijun.releases = (value) => { handed = value; };
  const loaded = new Map();
  kijun.load = (address) => {
    if (!loaded.has(address))
      loaded.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(handed);
        script.onerror = () => { loaded.delete(address); reject(new Error(address)); };
        document.head.append(script);
      }));
    return loaded.get(address);
  };

  // What is in force, by the same rules as the fold of releases that the site is made with.

  const EVERYWHERE = "default";
  const own = (object, name) => Object.hasOwn(object, name) ? object[name] : undefined;
  const known = (index, market) => Object.hasOwn(index.markets, market) ? market : EVERYWHERE;
  const zone = (index, market) => index.markets[known(index, market)].zone;
  const order = (index, name) => index.releases.findIndex((release) => release.name === name);
  const instant = (written) => written === null ? null : Date.parse(written);

  // When a release holds for a unit in a market; null where a later one withdrew it.
  const starts = (index, name, unit, market) => {
    const release = index.releases[order(index, name)];
    const here = known(index, market);
    const moved = own(own(release.moved, unit) ?? {}, here);
    return instant(moved === undefined
      ? own(release.effective, here) ?? release.effective[EVERYWHERE] : moved);
  };

  // The same for a unit that the release does not name, but shows otherwise than before.
  const reaches = (index, name, market) => {
    const units = Object.keys(index.releases[order(index, name)].moved);
    const found = (units.length ? units : [""]).map((unit) => starts(index, name, unit, market));
    const left = found.filter((at) => at !== null);
    return left.length ? Math.max(...left) : null;
  };

  // A unit's texts that were not withdrawn, in the order in which they take effect. That one is
  // gone because a release was withdrawn follows from when that release holds.
  const standings = (index, pack, unit, market) => pack.units[unit].history
    .filter(([release, mark]) => mark !== null || index.releases[order(index, release)].causes.length)
    .map(([release, mark, key, also], number) => {
      const since = starts(index, release, unit, market);
      const whole = also ? reaches(index, also, market) : since;
      return { unit, release, mark, key, since, number, from: Math.max(since, whole),
        also, gone: since === null || whole === null };
    })
    .filter((each) => !each.gone)
    .sort((a, b) => a.since - b.since || order(index, a.release) - order(index, b.release)
      || a.number - b.number);

  const inForce = (index, pack, at, market) => {
    const found = new Map();
    for (const unit of Object.keys(pack.units)) {
      const last = standings(index, pack, unit, market).findLast((each) => each.from <= at);
      if (last) found.set(unit, last);
    }
    return found;
  };

  // Where no market is chosen, an instant is told as its release states it.
  const stated = (index, at) => {
    const written = index.releases.flatMap((each) => [each.published, ...Object.values(each.effective)]);
    const offset = /[+-]\d\d:\d\d$/.exec(written.find((each) => Date.parse(each) === at))?.[0];
    try { return new Intl.DateTimeFormat("en", { timeZone: offset }) && offset || zone(index, ""); }
    catch { return zone(index, ""); }
  };

  // A day means its end in the market's zone.
  const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
  const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
  const offset = (at, timeZone) => {
    const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
    return parts.find((part) => part.type === "timeZoneName").value.slice(3) || "+00:00";
  };
  const minutes = (said) => {
    const [hours, rest] = said.slice(1).split(":").map(Number);
    return (said[0] === "-" ? -1 : 1) * (hours * 60 + rest);
  };
  const moment = (written, timeZone) => {
    if (INSTANT.test(written)) return Date.parse(written);
    const [, year, month, day] = (DAY.exec(written) ?? []).map(Number);
    if (!year || new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) !== written) return NaN;
    const next = Date.UTC(year, month - 1, day + 1);
    const guess = next - minutes(offset(next, timeZone)) * 60000;
    return next - minutes(offset(guess, timeZone)) * 60000 - 1;
  };

  // One page from its units: HTML with a hole for each unit that stands in it.

  const hole = (unit) => `\ue002${unit}\ue003`;
  const HOLE = /\ue002([^\ue003]*)\ue003/g;
  const assemble = (pack, force, unknown) => {
    const whole = `guideline:${pack.guideline}`;
    const bodies = new Map();
    for (const [unit, standing] of force)
      if (standing.mark !== null)
        bodies.set(unit, standing.key ? pack.texts[standing.key].html : unknown(standing));
    if (!bodies.has(whole) || !force.get(whole).key) return [...bodies.values()].join("");
    for (const unit of bodies.keys()) {
      const { home, after } = pack.units[unit];
      const around = bodies.get(home);
      if (around === undefined || around.includes(hole(unit))) continue;
      const behind = after && around.includes(hole(after)) ? hole(after) : "";
      bodies.set(home, behind ? around.replace(behind, behind + hole(unit)) : around + hole(unit));
    }
    const filled = (unit) => (bodies.get(unit) ?? "").replace(HOLE, (_, inner) => filled(inner));
    return filled(whole);
  };

  const fill = (text, values) => text.replace(/\{([\w-]+)\}/g, (place, name) => values[name] ?? place);
  const id = (unit) => unit.slice(unit.indexOf(":") + 1);
  const when = (at, timeZone, dates, words) => {
    const day = new Intl.DateTimeFormat(dates, { timeZone, dateStyle: "long" }).format(at);
    const time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(at);
    if (time === "00:00:00") return day;
    const ahead = offset(at, timeZone).replace("+00:00", "");
    return fill(words.instant, { day, time: time.replace(/:00$/, ""), offset: ahead });
  };
  const element = (name, kind, ...content) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...content);
    return made;
  };
  Object.assign(kijun, { starts, standings, inForce, moment, assemble, zone, stated, order, fill, id, when, element });

  // A guideline's page

  const data = JSON.parse(document.getElementById("__kijun").textContent);
  const place = document.querySelector(".kj-page");

  // A page of all guidelines is not put together again: it names those that have moved on.
  if (data.overview) {
    const note = element("div", "kj-banner");
    note.setAttribute("role", "status");
    document.querySelector("article h1")?.after(note);
    const tell = () => {
      const market = document.querySelector(".kj-markets select")?.value || EVERYWHERE;
      const moved = data.overview.guidelines.filter(({ instants }) =>
        (own(instants, market) ?? instants[EVERYWHERE]).some((at) => Date.parse(at) <= Date.now()));
      const [head, tail] = data.overview.words.split("{guidelines}");
      const links = moved.flatMap(({ name, page }, n) => {
        const link = element("a", "kj-moved", name);
        link.href = page;
        return n ? [data.locale === "ja" ? "、" : ", ", link] : [link];
      });
      note.replaceChildren(...moved.length ? [element("p", "", head, ...links, tail)] : []);
    };
    document.addEventListener("kijun:market", tell);
    tell();
  }
  if (!data.past || !place) return;
  const { words, dates } = data.past;
  const cut = Date.parse(data.past.cut);
  const asked = new URLSearchParams(location.search).get("as-of")?.replace(" ", "+") ?? "";
  const chosen = () => document.querySelector(".kj-markets select")?.value ?? "";

  const banner = element("div", "kj-banner");
  banner.setAttribute("role", "status");
  place.before(banner);
  banner.classList.toggle("kj-past", Boolean(asked));
  const tell = (...said) => banner.replaceChildren(...said.map((each) =>
    each instanceof Node ? each : element("p", "", each)));
  const back = () => {
    const address = new URL(location.href);
    address.searchParams.delete("as-of");
    const link = element("a", "", words.back);
    link.href = address;
    return element("p", "", link);
  };

  // A sentence that names units. What is part of a clause that is named goes without saying.
  const listed = (text, values, pack, standings) => {
    const named = new Set(standings.map((each) => each.unit));
    const own = [...named].filter((unit) => !pack.units[unit].home.startsWith("clause:")
      || !named.has(pack.units[unit].home));
    const [head, tail] = fill(text, values).split("{units}");
    const comma = data.locale === "ja" ? "、" : ", ";
    return element("p", "", head, ...own.flatMap((unit, n) => {
      const name = element(document.getElementById(id(unit)) ? "a" : "span", "kj-moved", id(unit));
      if (name.matches("a")) name.href = `#${id(unit)}`;
      return n ? [comma, name] : [name];
    }), tail);
  };

  const failed = (error) => fill(words.failed, { file: error.message.split("/").slice(-3).join("/") });

  const ask = () => {
    const label = element("label", "", words.day, " ");
    const day = element("input");
    Object.assign(day, { type: "date", required: true, value: asked.slice(0, 10) });
    label.append(day);
    const form = element("form", "", label, " ", element("button", "kj-button", words.show));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = new URL(location.href);
      address.searchParams.set("as-of", day.value);
      location.assign(address);
    });
    return element("details", "kj-ask-day", element("summary", "", words.ask), form);
  };
  const asking = ask();
  const offer = () => {
    const facts = place.querySelector(".kj-facts");
    if (facts) facts.after(asking);
    else place.prepend(asking);
  };

  // What stands for a text that nobody has: it keeps its unit's anchor, and a clause its heading.
  const unknown = ({ unit, release }) =>
    element("p", "kj-unknown", fill(words.unknown, { unit: id(unit), release }));
  const missing = (standing) => {
    const head = element("h2", "", id(standing.unit));
    const note = unknown(standing);
    const clause = standing.unit.startsWith("clause:");
    (clause ? head : note).id = id(standing.unit);
    return (clause ? head.outerHTML : "") + note.outerHTML;
  };
  const html = (pack, standing) =>
    standing.key ? pack.texts[standing.key].html : unknown(standing).outerHTML;

  // A text that does not hold, behind its summary. Nothing in it is linked to.
  const closed = (summary, html, anchor) => {
    const body = element("div");
    body.innerHTML = html.replace(HOLE, "");
    for (const gone of body.querySelectorAll(".headerlink, .kj-tools, .kj-coming, .kj-since, .kj-drawn")) gone.remove();
    for (const head of body.querySelectorAll("h1, h2, h3, h4, h5, h6"))
      head.replaceWith(element("p", "kj-headed", ...head.childNodes));
    for (const each of body.querySelectorAll("[id]")) each.removeAttribute("id");
    for (const each of body.querySelectorAll("[data-anchor]")) each.id = each.dataset.anchor;
    const made = element("details", "kj-closed", element("summary", "", summary), body);
    // Who comes to what is closed sees first why it is.
    if (anchor) made.id = anchor;
    made.open = Boolean(anchor) && location.hash === `#${anchor}`;
    return made;
  };

  // A clause that is gone has its cases in it, each where links to it lead.
  const retired = (index, pack, force, at, market) => {
    const gone = (unit) => force.get(unit)?.mark === null;
    const last = (unit) => standings(index, pack, unit, market)
      .findLast((each) => each.from <= at && each.mark !== null);
    for (const [unit, standing] of force) {
      if (!gone(unit) || !last(unit) || gone(pack.units[unit].home)) continue;
      const whole = html(pack, last(unit)).replace(HOLE, (_, inner) => !last(inner) ? ""
        : `<div data-anchor="${id(inner)}">${html(pack, last(inner)).replace(HOLE, "")}</div>`);
      const values = { unit: id(unit), since: said(index, standing.since, market), release: standing.release };
      place.append(closed(fill(words.retired, values), whole, id(unit)));
    }
  };

  const coming = (index, pack, force, at, market) => {
    const around = (unit) => [unit, pack.units[unit].home, `guideline:${pack.guideline}`]
      .map((name) => place.querySelector(`.kj-coming[data-unit="${CSS.escape(name)}"]`)).find(Boolean);
    for (const unit of Object.keys(pack.units))
      for (const each of standings(index, pack, unit, market)) {
        if (each.also || each.from <= at) continue;
        const from = fill(words.from, { since: said(index, each.from, market) });
        const word = each.mark === null ? "retiring" : force.get(unit)?.mark ? "coming" : "added";
        const told = fill(words[word], { from, unit: id(unit), release: each.release });
        around(unit)?.append(each.mark !== null ? closed(told, html(pack, each)) : element("p", "kj-note", told));
      }
  };

  const said = (index, at, market) =>
    when(at, market ? zone(index, market) : stated(index, at), dates, words);
  const newest = (index, force) => [...force.values()]
    .sort((a, b) => a.since - b.since || order(index, a.release) - order(index, b.release)).at(-1);

  // The list beside the page names the headings of the page that is shown.
  const contents = () => {
    const list = document.querySelector(".md-sidebar--secondary .md-nav__list");
    if (!list) return;
    list.replaceChildren(...[...place.querySelectorAll("h2[id]")].map((head) => {
      const title = head.cloneNode(true);
      title.querySelector(".headerlink")?.remove();
      const link = element("a", "md-nav__link", element("span", "md-ellipsis", title.textContent.trim()));
      link.href = `#${head.id}`;
      return element("li", "md-nav__item", link);
    }));
  };

  // What was built into the page, and its drawings, which no pack holds.
  const built = (index, pack) => inForce(index, pack, cut, "");
  const drawings = new Map([...place.querySelectorAll(".kj-card:has(.kj-map)")].map((card) =>
    [`decision:${card.querySelector("[id]").id}`, [...card.querySelectorAll("details:has(.kj-map)")]]));

  // A text that an emergency left behind until its translation came: the other one holds.
  const ahead = (index, pack, force, at, market) => {
    for (const release of index.releases)
      for (const [unit, locales] of Object.entries(release.ahead)) {
        const since = pack.units[unit] && !locales.includes(data.locale)
          ? starts(index, release.name, unit, market) : null;
        if (since === null || since > at || (force.get(unit)?.since ?? 0) >= since) continue;
        const other = document.querySelector(`.kj-languages [hreflang="${locales[0]}"]`)
          ?? document.querySelector(`[hreflang="${locales[0]}"]`);
        const note = element("p", "kj-unknown", fill(words.ahead, {
          language: new Intl.DisplayNames([dates], { type: "language" }).of(locales[0]), since: said(index, since, market), release: release.name,
        }));
        if (other) {
          const link = element("a", "", other.textContent);
          link.href = other.href.replace(/[?#].*/, "") + location.search + `#${id(unit)}`;
          link.lang = link.hreflang = locales[0];
          note.append(" ", link);
        }
        const head = document.getElementById(id(unit));
        if (head) head.after(note);
        else place.prepend(note);
      }
  };

  const record = [...place.querySelectorAll("#history, .kj-history")];
  const write = (index, pack, at, market) => {
    const force = inForce(index, pack, at, market);
    place.innerHTML = assemble(pack, force, missing);
    for (const drawn of place.querySelectorAll(".kj-drawn")) {
      const unit = `decision:${drawn.closest(".kj-card")?.querySelector("[id]")?.id}`;
      const same = force.get(unit)?.key === built(index, pack).get(unit)?.key;
      drawn.replaceWith(...(same && drawings.get(unit)) || []);
    }
    const last = newest(index, force);
    const since = place.querySelector(".kj-since");
    if (last && since)
      since.append(element("dt", "", words.since), element("dd", "", fill(words["since-value"],
        { since: said(index, last.since, market), release: last.release })));
    for (const cite of place.querySelectorAll(".kj-cite")) {
      const standing = force.get(`clause:${cite.hash.slice(1)}`);
      if (!standing) continue;
      cite.firstElementChild.textContent = `${id(standing.unit)} @ ${standing.release} ${data.locale}`;
      const ask = cite.parentElement.querySelector(".kj-feedback");
      if (ask) ask.dataset.feedback = ask.dataset.feedback.replaceAll("{release}", standing.release);
    }
    retired(index, pack, force, at, market);
    place.append(...record);
    ahead(index, pack, force, at, market);
    return force;
  };

  // Scripts that add to a page do so again, and the place in the address is found again.
  const finish = () => {
    offer();
    contents();
    document.dispatchEvent(new CustomEvent("kijun:page"));
    place.hidden = false;
    if (location.hash) location.replace(location.hash);
  };

  let written = false;
  let turn = 0;
  const load = () => Promise.all([
    kijun.load(data.releases), kijun.load(`${data.packs}/${data.past.guideline}.js`),
  ]);

  const stood = (index, pack, at, market) => {
    const force = write(index, pack, at, market);
    const values = {
      day: DAY.test(asked) ? when(Date.parse(asked), "UTC", dates, words) : said(index, at, market),
      market: market ? fill(words["in-market"], { market }) : words.elsewhere,
      release: newest(index, force)?.release ?? "",
    };
    const word = !force.size ? "nothing" : at > Date.now() ? "will-stand" : "stood";
    tell(element("p", "", element("strong", "", fill(words[word], values))), back());
    document.title = `${asked} – ${title}`;
    finish();
  };
  const title = document.title;

  const now = (index, pack, market) => {
    const at = Date.now();
    const before = built(index, pack);
    const force = write(index, pack, at, market);
    coming(index, pack, force, at, market);
    const fresh = new Map();
    for (const [unit, each] of force)
      if (before.get(unit)?.mark !== each.mark)
        fresh.set(each.release, [...fresh.get(each.release) ?? [], each]);
    tell(...[...fresh].map(([release, units]) => listed(words.today, {
      release,
      since: said(index, units[0].since, market),
      market: market ? fill(words["in-market"], { market }) : words.elsewhere,
    }, pack, units)));
    finish();
  };

  // What moved since a reader last saw the guideline, or since a day in the address. Only the
  // browser remembers: when that was, and up to which release the site knew then.
  const KEY = `kijun.read.${data.past.guideline}`;
  const day = new URLSearchParams(location.search).get("since")?.replace(" ", "+") ?? "";
  const recalled = () => { try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; } };
  const remember = () => {
    try { localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), cut })); } catch { /* refused */ }
  };
  const news = element("div", "kj-news");
  news.setAttribute("role", "status");
  place.before(news);

  // What the reader saw then, of the releases that the site knew.
  const before = (index, pack, market, seen) => {
    const published = (name) => Date.parse(index.releases[order(index, name)].published);
    const found = new Map();
    for (const unit of Object.keys(pack.units)) {
      const last = standings(index, pack, unit, market)
        .findLast((each) => each.from <= seen.at && published(each.release) <= seen.cut);
      if (last) found.set(unit, last);
    }
    return found;
  };

  const compared = (index, then, force) => {
    const [from, to] = [then, force].map((each) => newest(index, each)?.release ?? index.releases[0].name);
    const link = element("a", "", words.differs);
    link.href = `${data.past.compare}?${new URLSearchParams({ from, to, guideline: data.past.guideline })}`;
    return link;
  };

  const reread = async () => {
    const market = chosen();
    const last = day ? null : recalled();
    const due = own(data.past.instants, market || EVERYWHERE) ?? data.past.instants[EVERYWHERE];
    const came = (at) => Date.parse(at) > last.at && Date.parse(at) <= Date.now();
    if (asked || !day && !(last && (last.cut < cut || due.some(came)))) {
      if (!asked) remember();
      return;
    }
    const [index, pack] = await load();
    const at = day ? moment(day, zone(index, market)) : last.at;
    if (Number.isNaN(at)) return news.replaceChildren(element("p", "", fill(words["no-since"], { given: day })));
    const then = before(index, pack, market, last ?? { at, cut: at });
    const force = inForce(index, pack, Date.now(), market);
    const units = [...force.values()].filter((each) => each.mark !== (then.get(each.unit)?.mark ?? null));
    const local = new Intl.DateTimeFormat(dates, { dateStyle: "long" });
    const values = { day: !day ? local.format(at)
      : DAY.test(day) ? when(Date.parse(day), "UTC", dates, words) : said(index, at, market) };
    if (!day && !units.length) return remember();
    if (!units.length) return news.replaceChildren(element("p", "", fill(words.unmoved, values)));
    const line = element("p", "", compared(index, then, force));
    if (!day) {
      const done = element("button", "kj-button", words["have-read"]);
      done.type = "button";
      done.addEventListener("click", () => { remember(); news.replaceChildren(); });
      line.append(" ", done);
    }
    news.replaceChildren(listed(words[day ? "since-day" : "since-read"], values, pack, units), line);
  };

  const choose = async () => {
    const market = chosen();
    const mine = ++turn;
    const due = own(data.past.instants, market || EVERYWHERE) ?? data.past.instants[EVERYWHERE];
    const moved = data.past.differs.includes(market) || Date.now() < cut
      || due.some((at) => Date.parse(at) <= Date.now());
    if (!asked && !moved && !written) return;
    place.ariaBusy = "true";
    if (asked && !written) {
      place.hidden = true;
      tell(words.reading);
    }
    try {
      const [index, pack] = await load();
      if (mine !== turn) return;
      const at = asked && moment(asked, zone(index, market));
      if (asked && !Number.isNaN(at)) stood(index, pack, at, market);
      else if (moved || written) now(index, pack, market);
      else finish();
      if (asked && Number.isNaN(at)) tell(fill(words["no-day"], { given: asked }));
      written = true;
    } catch (error) {
      tell(failed(error), ...asked ? [back()] : []);
    }
    if (mine === turn) place.ariaBusy = null;
  };

  offer();
  document.addEventListener("kijun:market", choose);
  news.ariaBusy = "true";
  choose().then(reread).catch((error) => news.replaceChildren(element("p", "", failed(error))))
    .finally(() => { news.ariaBusy = null; });
})();
