// The language switch keeps the place on the page and the market: both are the same in every
// language.
(() => {
  "use strict";

  for (const link of document.querySelectorAll(".kj-languages a")) {
    const stay = () => {
      link.search = location.search;
      link.hash = location.hash;
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, stay);
  }
})();
