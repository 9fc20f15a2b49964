// A button that copies how a clause is cited, with its address. Without this the citation stands
// beside the heading as a link to the clause.
(() => {
  "use strict";

  const { words } = JSON.parse(document.getElementById("__kijun").textContent);

  // A page from a plain host may not use the clipboard; there the selection is copied.
  const copied = async (text, shown) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(shown);
      return document.execCommand("copy");
    }
  };

  const begin = () => {
    for (const link of document.querySelectorAll(".kj-cite")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kj-copy";
      button.textContent = words.copy;
      button.setAttribute("aria-label", `${words.copy} ${link.textContent}`);
      const said = document.createElement("span");
      said.className = "kj-copied";
      said.setAttribute("role", "status");
      button.addEventListener("click", async () => {
        // What is cited as it stood on a day is found again as it stood.
        const day = new URLSearchParams(location.search).get("as-of");
        const asked = day ? `?as-of=${encodeURIComponent(day)}` : "";
        const address = `${location.href.split(/[?#]/)[0]}${asked}${link.hash}`;
        const shown = document.createElement("span");
        shown.textContent = `${link.textContent}, ${address}`;
        const [before, after] = words.copied.split("{citation}");
        said.replaceChildren(before, shown, after);
        if (!await copied(shown.textContent, shown)) said.firstChild.data = words["not-copied"].split("{citation}")[0];
      });
      link.after(button);
      link.parentElement.append(said);
    }
  };
  begin();
  document.addEventListener("kijun:page", begin);
})();
