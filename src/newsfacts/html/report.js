"use strict";
// Sorts and filters the register.
{
  const table = document.querySelector(".register");
  if (table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const value = (row, column) => {
      const cell = row.cells[column];
      const words = cell.dataset.sort ?? [...cell.childNodes].map((node) => node.textContent).join(" ");
      return heads[column].dataset.number === "yes" ? (words === "" ? -Infinity : Number(words)) : words.trim();
    };
    heads.forEach((head, column) => {
      const sorted = rows.map((row) => row.cells[column].dataset.sort).filter((key) => key !== undefined && key !== "");
      if (sorted.length && sorted.every((key) => !Number.isNaN(Number(key)))) head.dataset.number = "yes";
      head.firstChild.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = (a, b) => (typeof a === "number" ? a - b || 0 : a.localeCompare(b, "ru"));
        rows.sort((a, b) => (down ? -1 : 1) * compare(value(a, column), value(b, column)));
        body.append(...rows);
      });
    });
    const section = table.closest("section");
    const words = rows.map((row) => row.textContent.toLowerCase());
    const texts = new Map(rows.map((row, i) => [row, words[i]]));
    const filter = () => {
      const wanted = section.querySelector("input[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
      const off = [...section.querySelectorAll("input[type=checkbox]:not(:checked)")];
      for (const row of rows) {
        row.hidden = off.some((box) => row.dataset[box.name] === box.value) || !wanted.every((word) => texts.get(row).includes(word));
      }
      section.querySelector(".shown").textContent = rows.filter((row) => !row.hidden).length + " / " + rows.length;
    };
    section.addEventListener("input", filter);
    filter();
  }
}
