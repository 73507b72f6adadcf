// Only folding: everything can be read without it.
for (const button of document.querySelectorAll("button[data-open]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = button.dataset.open === "true";
    for (const line of document.querySelectorAll(button.dataset.which)) line.open = open;
  });
}
const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const line = target && target.closest("details");
  if (line) { line.open = true; target.scrollIntoView(); }
};
addEventListener("hashchange", unfold);
unfold();
