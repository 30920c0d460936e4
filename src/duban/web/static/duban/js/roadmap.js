// A road map wider than the screen begins where today is; without this it begins with its first month.
for (const region of document.querySelectorAll("[data-begins=today]")) {
  const today = region.querySelector(".g-today");
  if (today) {
    region.scrollLeft = today.getBoundingClientRect().left - region.getBoundingClientRect().left - region.clientWidth * 0.7;
  }
}
