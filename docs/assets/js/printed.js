// Paper tells on which day it was printed.

/** @param {HTMLElement} foot what says it, with the sentence in its data */
export default function printed(foot) {
  const day = document.createElement("span");
  const show = () => {
    const now = new Date().toLocaleDateString("nl-BE",
      { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Brussels" });
    day.textContent = foot.dataset.printed.replace("{day}", now);
  };
  show();
  foot.append(day);
  addEventListener("beforeprint", show);
}
