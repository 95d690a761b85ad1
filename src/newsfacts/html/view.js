"use strict";
// Ties the words of an article to the cards of its records, and back.
function tie(article) {
  const cards = new Map(); // key of a record -> its card
  const pieces = new Map(); // key of a record or of a field -> the pieces of text that say it
  const rows = new Map(); // key of a field -> its rows on the card
  const gather = (map, key, element) => (map.get(key) || map.set(key, []).get(key)).push(element);
  const keys = (piece) => piece.dataset.of.split(" ");
  const record = (key) => key.split(".")[0];
  const marks = [...article.querySelectorAll(".text [data-of]")];
  const panel = article.querySelector(".records");
  for (const card of article.querySelectorAll(".card")) cards.set(card.dataset.key, card);
  for (const piece of marks) keys(piece).forEach((key) => gather(pieces, key, piece));
  for (const row of panel.querySelectorAll("[data-part]")) gather(rows, row.dataset.part, row);
  const fields = new Map(); // key of a record -> the keys of its fields
  for (const key of pieces.keys()) if (key.includes(".")) gather(fields, record(key), key);
  const shown = (key) => cards.has(record(key)) && !cards.get(record(key)).hidden;

  const dark = () => {
    for (const element of article.querySelectorAll(".lit, .part")) element.classList.remove("lit", "part");
  };
  const add = (name) => (element) => element.classList.add(name);
  // Lights records, and of facts the words behind the fields (or behind one of them).
  const light = (found, only) => {
    dark();
    for (const key of found.filter(shown)) {
      cards.get(key).classList.add("lit");
      (pieces.get(key) || []).forEach(add("lit"));
      for (const field of only ? [only] : fields.get(key) || []) {
        (pieces.get(field) || []).forEach(add("part"));
        (rows.get(field) || []).forEach(add("part"));
      }
    }
  };
  const show = (element, block) => element.scrollIntoView({ block, inline: "nearest" });
  const beside = () => getComputedStyle(panel).position === "sticky";
  // The records that a piece of text belongs to, the one that its link names first.
  const recordsOf = (piece) => {
    const all = [...new Set(keys(piece).map(record))].filter(shown);
    const first = piece.dataset.first;
    return all.sort((a, b) => (b === first) - (a === first));
  };
  const hidePeek = () => document.querySelector(".peek")?.remove();
  const peek = (key) => {
    hidePeek();
    const link = document.createElement("a");
    link.className = "peek";
    link.href = "#" + cards.get(key).id;
    link.setAttribute("role", "status");
    link.append(...[...cards.get(key).querySelector("h3").childNodes].map((node) => node.cloneNode(true)), " →");
    link.addEventListener("click", () => setTimeout(hidePeek));
    document.body.append(link);
  };
  const lightPiece = (piece, narrow) => {
    const found = recordsOf(piece);
    light(found);
    for (const key of found) {
      for (const field of fields.get(key) || []) {
        const says = keys(piece).includes(field);
        (rows.get(field) || []).forEach((row) => row.classList.toggle("part", says));
        (pieces.get(field) || []).forEach((other) => other.classList.toggle("part", says));
      }
    }
    if (!found.length) return;
    if (beside()) {
      const fact = found.find((key) => key.startsWith("facts")) || found[0];
      const at = cards.get(fact).offsetTop;
      if (at < panel.scrollTop || at + 40 > panel.scrollTop + panel.clientHeight) panel.scrollTop = at - 60;
    } else if (narrow) peek(found.find((key) => key.startsWith("facts")) || found[0]);
  };

  for (const [key, card] of cards) {
    card.addEventListener("mouseenter", () => light([key]));
    card.addEventListener("mouseleave", dark);
    card.addEventListener("focusin", (event) => {
      light([key]);
      const first = (pieces.get(key) || [])[0];
      if (first && event.target === card && beside()) show(first, "nearest");
    });
    card.addEventListener("focusout", dark);
    for (const row of card.querySelectorAll("[data-part]")) {
      row.addEventListener("mouseenter", () => light([key], row.dataset.part));
      row.addEventListener("mouseleave", () => light([key]));
    }
  }
  for (const piece of marks) {
    if (piece.hash) piece.dataset.first = piece.hash.slice(1 + article.id.length - "article".length);
    piece.addEventListener("mouseenter", () => lightPiece(piece, false));
    piece.addEventListener("mouseleave", dark);
    piece.addEventListener("focus", () => {
      links.forEach((link) => (link.tabIndex = link === piece ? 0 : -1));
      lightPiece(piece, false);
    });
    piece.addEventListener("blur", dark);
    piece.addEventListener("click", (event) => {
      if (beside() || event.detail === 0) return; // the link leads to the card; with a finger, show it here first
      event.preventDefault();
      lightPiece(piece, true);
    });
  }
  const links = marks.filter((mark) => mark.matches("a"));
  links.forEach((link, i) => (link.tabIndex = i ? -1 : 0));

  const step = (list, from, by) => {
    const next = list[list.indexOf(from) + by];
    if (next) next.focus();
    return Boolean(next);
  };
  article.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const at = event.target;
    if (event.key === "Escape") {
      hidePeek();
      at.blur();
    }
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const list = sideways ? links.filter((link) => link.hash) : [...cards.values()].filter((card) => !card.hidden);
    if (list.includes(at) && step(list, at, by)) event.preventDefault();
  });

  const boxes = [...article.querySelectorAll(".filters input")];
  const filter = () => {
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const card of cards.values()) card.hidden = !on.has(card.dataset.type);
    for (const section of panel.querySelectorAll(".cards")) {
      section.hidden = ![...section.querySelectorAll(".card")].some((card) => !card.hidden);
    }
    for (const item of panel.querySelectorAll(".timeline li")) {
      const card = document.getElementById(item.querySelector("a").hash.slice(1));
      item.hidden = Boolean(card && card.hidden);
    }
    for (const piece of marks) {
      const looks = piece.dataset.by.split(",");
      const of = keys(piece);
      piece.className = [...new Set(looks.filter((look, i) => shown(of[i])).join(" ").split(" "))].join(" ");
      const [first] = recordsOf(piece);
      if (first && piece.matches("a")) piece.href = "#" + cards.get(first).id;
      else piece.removeAttribute("href");
    }
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const group = [...box.closest(".layer").querySelectorAll("input")];
      const [whole, ...types] = group;
      if (box === whole) types.forEach((other) => (other.checked = whole.checked));
      whole.checked = types.every((other) => other.checked);
      whole.indeterminate = !whole.checked && types.some((other) => other.checked);
      filter();
    });
  }

  const data = panel.querySelector("script[type='application/json']").textContent;
  const json = (key) => {
    if (!key) return data;
    const [, layer, number] = key.match(/^([a-z]+)(\d+)$/);
    const lines = data.split("\n");
    const at = lines.findIndex((line) => line.startsWith('"' + layer + '"')) + 1;
    return lines[at + Number(number)].replace(/,$/, "");
  };
  const write = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch (refused) {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.value = words;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  for (const button of panel.querySelectorAll(".copy")) {
    button.addEventListener("click", async () => {
      await write(json(button.dataset.of));
      button.focus();
      const say = (done) => {
        button.classList.toggle("done", done);
        panel.querySelector(".copied").hidden = !done;
      };
      say(true);
      setTimeout(say, 3000, false);
    });
  }
}
document.querySelectorAll(".document").forEach(tie);
