"use strict";
{
  const root = document.documentElement;
  const button = document.getElementById("language");
  const speak = (language) => {
    root.lang = root.dataset.lang = language;
    button.lang = language === "ru" ? "en" : "ru";
    button.textContent = language === "ru" ? "English" : "Русский";
  };
  speak((navigator.language || "").startsWith("ru") ? "ru" : "en");
  button.addEventListener("click", () => speak(root.dataset.lang === "ru" ? "en" : "ru"));
}
