// The market switch: what holds in a market is shown, and what holds only elsewhere is folded.
// What is marked `kj-at-JP` holds only there, what is marked `kj-not-JP` holds only elsewhere.
(() => {
  "use strict";

  const { markets, words, locale } = JSON.parse(document.getElementById("__kijun").textContent);
  const holder = document.querySelector(".kj-markets");
  if (!holder) return;
  const choice = holder.querySelector("select");
  const KEY = "kijun.market";
  const filled = (text, market) => text.replaceAll("{market}", market);

  // The address says more than what was chosen before. A browser may refuse to remember.
  const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const remember = (market) => { try { localStorage.setItem(KEY, market); } catch { /* refused */ } };
  const known = (market) => markets.includes(market) ? market : "";
  const asked = new URLSearchParams(location.search).get("market");

  const named = (element, word) => Array.from(element.classList)
    .filter((name) => name.startsWith(`kj-${word}-`)).map((name) => name.slice(word.length + 4));
  const holds = (element, market) => {
    const at = named(element, "at");
    return (!at.length || at.includes(market)) && !named(element, "not").includes(market);
  };

  // A card keeps its heading, which others link to; what is below it waits behind a summary.
  const folded = (card) => card.querySelector(":scope > .kj-elsewhere");
  const fold = (card, market) => {
    unfold(card);
    const details = document.createElement("details");
    details.className = "kj-elsewhere";
    const summary = document.createElement("summary");
    summary.textContent = filled(words.elsewhere, market);
    const [, ...body] = card.children;
    details.append(summary, ...body);
    details.open = location.hash === `#${card.firstElementChild.id}`;
    card.append(details);
  };
  const unfold = (card) => {
    const details = folded(card);
    if (!details) return;
    details.firstElementChild.remove();
    details.replaceWith(...details.children);
  };

  const status = document.createElement("p");
  status.className = "kj-status";
  status.setAttribute("role", "status");
  let marked = [];
  const begin = () => {
    marked = document.querySelectorAll("article [class*=kj-at-], article [class*=kj-not-]");
    if (marked.length) document.querySelector("article h1")?.after(status);
  };
  begin();

  const show = (market) => {
    for (const element of marked) {
      const here = !market || holds(element, market);
      if (!element.matches(".kj-card")) element.hidden = !here;
      else if (here) unfold(element);
      else fold(element, market);
    }
    for (const link of document.querySelectorAll("[data-feedback]"))
      link.href = link.dataset.feedback.replaceAll("{release}", "").replaceAll("{market}", market);
    document.documentElement.classList.toggle("kj-one-market", Boolean(market));
  };
  const choose = (market) => {
    remember(market);
    const address = new URL(location.href);
    if (market) address.searchParams.set("market", market);
    else address.searchParams.delete("market");
    history.replaceState(history.state, "", address);
    show(market);
    status.textContent = market ? filled(words.shown, market) : words["all-shown"];
    document.dispatchEvent(new CustomEvent("kijun:market"));
  };

  const regions = new Intl.DisplayNames([locale], { type: "region" });
  for (const option of choice.options)
    if (option.value) option.label = option.text = `${option.value} ${regions.of(option.value)}`;
  choice.addEventListener("change", () => choose(choice.value));
  holder.hidden = false;
  choice.value = known(asked ?? remembered());
  if (choice.value) choose(choice.value);

  const reveal = () => {
    const card = document.getElementById(location.hash.slice(1))?.closest(".kj-card");
    const details = card && folded(card);
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("kijun:page", () => { begin(); show(choice.value); });
})();
