// A table of events. Every text is set with textContent: nothing of an article is ever read as HTML.
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function cell(name, lines) {
  const td = make("td", name);
  lines.filter(Boolean).forEach((line, index) => td.append(make("span", index ? "sub" : "", line)));
  return td;
}

function row(item, open) {
  const tr = make("tr", item.chosen ? "chosen" : "");
  tr.dataset.event = item.id;
  const title = make("td", "title");
  const link = make("a", "title", item.title);
  link.href = item.href;
  if (item.chosen) link.setAttribute("aria-current", "true");
  title.append(link);
  if (item.note) title.append(make("span", "sub", item.note));
  if (item.marks?.length) {
    const marks = make("span", "marks");
    marks.append(...item.marks.map((mark) => make("span", "badge " + mark.look, mark.text)));
    title.append(marks);
  }
  const status = make("td", "status");
  const dot = make("span", "dot");
  dot.style.background = item.colour;
  dot.setAttribute("aria-hidden", "true");
  status.append(dot, make("span", "", item.status));
  if (item.attribution) status.append(make("span", "sub", item.attribution));
  tr.append(cell("when", [item.when, item.words]), title, cell("actors", [item.actors]), status,
    cell("source", [item.source, item.published]));
  tr.addEventListener("click", (happening) => {
    if (happening.ctrlKey || happening.metaKey || happening.shiftKey || happening.button) return;
    happening.preventDefault();
    open(item.id);
  });
  return tr;
}

// Who opened an event from the table and closed it goes on from its row, which was drawn anew meanwhile.
function returnTo(parent, rows) {
  const id = parent.opened;
  if (!id || rows.some((item) => item.chosen)) return;
  delete parent.opened;
  const row = [...parent.querySelectorAll("tr[data-event]")].find((one) => one.dataset.event === id);
  // Later: the closing drawer gives the focus away once more, to a row that is no longer there.
  [50, 400].forEach((wait) => setTimeout(() => {
    if (document.activeElement === document.body) row?.querySelector("a").focus({ preventScroll: true });
  }, wait));
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const wrap = make("div", "wrap");
  const table = make("table");
  table.append(make("caption", "", data.label));
  const head = make("tr");
  for (const [name, text] of data.head) {
    const th = make("th", "c-" + name, text);
    th.scope = "col";
    head.append(th);
  }
  const thead = make("thead");
  thead.append(head);
  const body = make("tbody");
  const open = (id) => {
    parentElement.opened = id;
    setTriggerValue("open", id);
  };
  body.append(...data.rows.map((item) => row(item, open)));
  table.append(thead, body);
  wrap.append(table);
  parentElement.querySelectorAll(".wrap").forEach((old) => old.remove());
  parentElement.append(wrap);
  returnTo(parentElement, data.rows);
}
