"use strict";
const root = document.documentElement;
root.dataset.lang = (navigator.language || "").startsWith("ru") ? "ru" : "en";
document.getElementById("language").addEventListener("click", () => {
  root.dataset.lang = root.dataset.lang === "ru" ? "en" : "ru";
});

for (const article of document.querySelectorAll(".document")) {
  const pieces = new Map(); // record id -> the pieces of text that belong to it
  const cards = new Map(); // record id -> its card
  const add = (id, element) => (pieces.get(id) || pieces.set(id, []).get(id)).push(element);
  const ids = (piece) => piece.dataset.of.split(" ");
  for (const piece of article.querySelectorAll("[data-of]")) ids(piece).forEach((id) => add(id, piece));
  for (const card of article.querySelectorAll(".card")) cards.set(card.dataset.id, card);

  const unlight = () => article.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  const light = (found) => {
    unlight();
    for (const id of found) {
      const card = cards.get(id);
      if (card && !card.hidden) {
        card.classList.add("lit");
        (pieces.get(id) || []).forEach((piece) => piece.classList.add("lit"));
      }
    }
  };
  for (const [id, card] of cards) {
    card.addEventListener("mouseenter", () => light([id]));
    card.addEventListener("mouseleave", unlight);
    card.addEventListener("focus", () => light([id]));
    card.addEventListener("blur", unlight);
    card.addEventListener("click", () => {
      const first = (pieces.get(id) || [])[0];
      if (first) first.scrollIntoView({ block: "nearest" });
      light([id]);
    });
  }
  for (const piece of article.querySelectorAll("[data-of]")) {
    piece.addEventListener("mouseenter", () => light(ids(piece)));
    piece.addEventListener("mouseleave", unlight);
    piece.addEventListener("click", () => {
      const card = ids(piece).map((id) => cards.get(id)).find((found) => found && !found.hidden);
      if (card) card.scrollIntoView({ block: "nearest" });
    });
  }

  const filter = () => {
    const off = new Set([...article.querySelectorAll(".filters input")].filter((box) => !box.checked).map((box) => box.value));
    for (const card of cards.values()) card.hidden = off.has(card.dataset.type);
    for (const section of article.querySelectorAll("section")) {
      section.hidden = ![...section.querySelectorAll(".card")].some((card) => !card.hidden);
    }
    for (const piece of article.querySelectorAll("[data-of]")) {
      const left = ids(piece).map((id) => cards.get(id)).filter((card) => card && !card.hidden);
      piece.className = [...new Set(left.map((card) => card.dataset.layer))].join(" ");
    }
  };
  article.querySelectorAll(".filters input").forEach((box) => box.addEventListener("change", filter));

  const copy = article.querySelector(".copy");
  copy.addEventListener("click", async () => {
    const json = article.querySelector("script[type='application/json']").textContent;
    try {
      await navigator.clipboard.writeText(json);
    } catch (refused) {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.value = json;
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    article.querySelector(".copied").hidden = false;
  });
}

const index = document.querySelector(".index");
if (index) {
  const articles = [...document.querySelectorAll(".document")];
  const show = () => {
    const wanted = location.hash.slice(1) || articles[0].id;
    articles.forEach((article) => (article.hidden = article.id !== wanted));
    index.querySelectorAll("a").forEach((a) => a.toggleAttribute("aria-current", a.hash === "#" + wanted));
  };
  addEventListener("hashchange", show);
  show();
  index.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    index.querySelectorAll("li").forEach((item, i) => {
      const text = articles[i].textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    });
  });
}
