// A tree of plain values as elements. Every text is set as text: nothing of an article is ever read as HTML.
const NAMES = { label: "aria-label", lang: "lang", scope: "scope", id: "id", title: "title", column: "data-column" };

function build(item, send) {
  if (typeof item === "string") return document.createTextNode(item);
  const element = document.createElement(item.tag);
  if (item.class) element.className = item.class;
  for (const [key, name] of Object.entries(NAMES)) if (item[key]) element.setAttribute(name, item[key]);
  if (item.tag === "button") element.type = "button";
  if (item.out) {
    element.href = item.out;
    element.target = "_blank";
    element.rel = "noopener noreferrer";
  }
  if (item.go) {
    element.href = item.href;
    element.addEventListener("click", (happening) => {
      if (happening.ctrlKey || happening.metaKey || happening.shiftKey || happening.button) return;
      happening.preventDefault();
      send("go", item.go);
    });
  }
  if (item.act) element.addEventListener("click", () => send("act", item.act));
  element.append(...item.children.map((child) => build(child, send)));
  return element;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const open = new Set([...parentElement.querySelectorAll("details[open]")].map((one) => one.id));
  const root = document.createElement("div");
  root.className = "tree";
  root.append(build(data.root, setTriggerValue));
  root.querySelectorAll("details").forEach((one) => { if (one.id && open.has(one.id)) one.open = true; });
  parentElement.querySelectorAll(".tree").forEach((old) => old.remove());
  parentElement.append(root);
}
