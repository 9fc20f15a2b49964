// A term shows its definition on hover and focus; Escape puts it away, the pointer may enter it.
(() => {
  "use strict";

  const note = document.createElement("div");
  note.className = "kj-definition";
  note.id = "kj-definition";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  document.body.append(note);
  let owner = null;
  let leaving = 0;

  const hide = () => {
    owner?.removeAttribute("aria-describedby");
    owner = null;
    note.hidden = true;
  };
  const show = (term) => {
    clearTimeout(leaving);
    if (owner === term) return;
    hide();
    owner = term;
    note.textContent = term.dataset.definition;
    note.lang = document.documentElement.lang;
    note.hidden = false;
    term.setAttribute("aria-describedby", note.id);
    const at = term.getClientRects()[0];
    const left = Math.min(at.left, document.documentElement.clientWidth - note.offsetWidth - 8);
    const below = at.bottom + 6;
    const top = below + note.offsetHeight < innerHeight ? below : at.top - note.offsetHeight - 6;
    note.style.left = `${Math.max(8, left) + scrollX}px`;
    note.style.top = `${top + scrollY}px`;
  };
  const leave = () => { leaving = setTimeout(hide, 200); };

  const begin = () => {
    for (const term of document.querySelectorAll(".kj-term")) {
      term.addEventListener("pointerenter", () => show(term));
      term.addEventListener("pointerleave", leave);
      term.addEventListener("focus", () => show(term));
      term.addEventListener("blur", leave);
    }
  };
  begin();
  document.addEventListener("kijun:page", begin);
  note.addEventListener("pointerenter", () => clearTimeout(leaving));
  note.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
