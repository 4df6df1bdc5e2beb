// An article in blocks of runs. Every text is set with textContent: nothing of an article is ever read as HTML.
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function run(item, open) {
  if (!item.event) return document.createTextNode(item.text);
  const mark = make(item.chosen ? "mark" : "span",
    "told" + (item.chosen ? " chosen" : "") + (item.words ? " words" : "") + (item.undated ? " undated" : ""), item.text);
  mark.dataset.event = item.event;
  mark.addEventListener("click", () => open(item.event));
  if (item.first) {
    mark.tabIndex = 0;
    mark.setAttribute("role", "link");
    mark.addEventListener("keydown", (key) => {
      if (key.key === "Enter") open(item.event);
    });
  }
  return mark;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const article = make("article", "article");
  article.lang = data.language;
  article.setAttribute("aria-label", data.label);
  const open = (id) => setTriggerValue("open", id);
  for (const block of data.blocks) {
    const element = make(block.kind === "caption" || block.kind === "cut" ? "aside" : "div", block.kind);
    if (block.label) element.append(make("span", "tag", block.label));
    for (const paragraph of block.paragraphs) {
      const p = make("p");
      p.append(...paragraph.map((item) => run(item, open)));
      element.append(p);
    }
    article.append(element);
  }
  parentElement.querySelectorAll(".article").forEach((old) => old.remove());
  parentElement.append(article);
  const chosen = article.querySelector(".chosen");
  // Twice: the page is still growing above the article when it first arrives.
  if (chosen) [60, 500].forEach((wait) => setTimeout(() => chosen.scrollIntoView({ block: "center" }), wait));
}
