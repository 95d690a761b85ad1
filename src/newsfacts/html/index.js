"use strict";
// Shows one article at a time, and those in the list that hold the words searched for.
{
  const index = document.getElementById("index");
  const articles = [...document.querySelectorAll(".document")];
  const items = [...index.querySelectorAll(".list > li")];
  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const wanted = target && target.closest(".document");
    articles.forEach((article) => (article.hidden = article !== wanted));
    index.hidden = articles.length > 0 && Boolean(wanted);
    const back = document.querySelector(".back");
    if (back) back.hidden = !index.hidden;
    if (wanted) target.scrollIntoView();
  };
  if (articles.length) {
    addEventListener("hashchange", show);
    show();
  }
  const texts = items.map((item, i) => () => item.textContent + " " + item.dataset.names + " " + (articles[i]?.querySelector(".text").textContent || ""));
  const cached = [];
  index.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach((item, i) => {
      cached[i] ??= texts[i]().toLowerCase();
      item.hidden = !words.every((word) => cached[i].includes(word));
    });
    index.querySelector(".nothing").hidden = items.some((item) => !item.hidden);
  });
}
