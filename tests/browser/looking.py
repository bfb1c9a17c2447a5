"""What a page is looked at for in a real browser. Each look answers a list of findings; an empty list is good."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# A tenth of what counts as good (0.1): where a font comes late, a line of it ends a letter beside the fallback's.
SHIFTED = """new Promise(done => {
  let sum = 0, what = [];
  const watch = new PerformanceObserver(list => { for (const each of list.getEntries()) if (!each.hadRecentInput) {
    sum += each.value; what.push(...each.sources.map(source => source.node && (source.node.id || source.node.className || source.node.nodeName)));
  } });
  watch.observe({type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(() => done(sum > 0.01 ? [`${sum}: ${what}`] : []), 30)));
})"""

WIDE = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over <= 0) return [];
  const edge = document.documentElement.clientWidth;
  const inner = [...document.querySelectorAll("main *, header *, footer *")].filter(each =>
    each.getBoundingClientRect().right > edge + 0.5 && !each.closest(".scroll, .leaves, svg, .hidden"));
  return [`${over} px too wide: ` + inner.slice(0, 3).map(each => each.nodeName + "." + each.className).join(", ")];
}"""

UNSEEN_FOCUS = """() => {
  const can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const before = document.activeElement;
  const unseen = [...document.querySelectorAll(can)]
    .filter(each => !each.disabled && each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0)
    .filter(each => {
      each.focus({focusVisible: true, preventScroll: true});
      if (document.activeElement !== each) return false;
      const style = getComputedStyle(each), around = each.closest("label, .ask__cell");
      const seen = one => one && (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0 || one.boxShadow !== "none");
      return !seen(style) && !seen(around && getComputedStyle(around));
    });
  if (before) before.focus({preventScroll: true});
  return unseen.slice(0, 3).map(each => each.outerHTML.slice(0, 80));
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter(each => {
  const style = getComputedStyle(each);
  const lasts = value => value.split(",").some(one => parseFloat(one) > 0);
  return style.animationName !== "none" && lasts(style.animationDuration) || lasts(style.transitionDuration);
}).slice(0, 3).map(each => each.outerHTML.slice(0, 80))"""

ACTING = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "slider", "spinbutton",
    "listbox", "menuitem", "tab", "option", "DisclosureTriangle",
}  # fmt: skip


def axe(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, of whatever impact."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"axe {each['id']}: {each['help']} {[(node['target'], node['html'][:120]) for node in each['nodes'][:3]]}"
        for each in found
    ]


def nameless(page: Page) -> list[str]:
    """What can be acted on and has no name in the accessibility tree."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    return [
        f"no name: {node['role']['value']} {node.get('backendDOMNodeId')}"
        for node in nodes
        if not node.get("ignored")
        and node.get("role", {}).get("value") in ACTING
        and not node.get("name", {}).get("value", "").strip()
    ]


def sideways(page: Page, width: int) -> list[str]:
    """Whether it scrolls sideways at a width: 320, or 640, which is a desk of 1280 at 200 %. Leaves it at that width."""
    page.set_viewport_size({"width": width, "height": 700})
    return [f"at {width} px: {each}" for each in page.evaluate(WIDE)]


def unseen_focus(page: Page) -> list[str]:
    return [f"focus is not seen: {each}" for each in page.evaluate(UNSEEN_FOCUS)]


def moving(page: Page) -> list[str]:
    """What still moves for who asked for less of it, as the page does now."""
    return [f"moves: {each}" for each in page.evaluate(MOVING)]


def shifted(page: Page) -> list[str]:
    """What moved by itself while the page came."""
    return [f"layout shifts by {each}" for each in page.evaluate(SHIFTED)]
