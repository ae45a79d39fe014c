"use strict";
(function () {
  // "#print": the page is made for paper. Every figure becomes a static SVG, drawn once at the page's width.
  var forPaper = location.hash === "#print";
  var config = { displayModeBar: false, responsive: !forPaper, staticPlot: forPaper, doubleClick: "reset" };
  var pageWidth = 720;
  var halfWidth = 400;

  // plotly.js names its clip paths at random; a fixed sequence gives the same bytes each time.
  function fixRandom() {
    var state = 20260101;
    Math.random = function () {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
  }

  function draw(script) {
    var figure = JSON.parse(script.textContent);
    var box = document.getElementById(script.dataset.figure);
    if (!box || typeof Plotly === "undefined") return;
    if (!forPaper) {
      Plotly.newPlot(box, figure.data, figure.layout, config);
      return;
    }
    figure.layout.width = box.closest(".beside") ? halfWidth : pageWidth;
    figure.layout.autosize = false;
    Plotly.newPlot(box, figure.data, figure.layout, config);
    var text = Plotly.Snapshot.toSVG(box, "svg", 1);
    keep(script.dataset.figure, text);
    Plotly.purge(box);
    show(box, text);
  }

  function keep(id, text) {
    var holder = document.createElement("script");
    holder.type = "image/svg+xml";
    holder.dataset.svg = id;
    holder.textContent = text;
    document.body.appendChild(holder);
  }

  function show(box, text) {
    var svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", box.getAttribute("aria-label"));
    box.replaceChildren(document.importNode(svg, true));
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
    box.removeAttribute("style");
  }

  function start() {
    if (forPaper) fixRandom();
    document.querySelectorAll("script[data-figure]").forEach(draw);
    document.documentElement.dataset.ready = "true";
  }

  // Labels are measured while they are drawn: the fonts must be there first.
  Promise.all([document.fonts.load("400 13px 'IBM Plex Sans'"), document.fonts.load("600 13px 'IBM Plex Sans'")]).then(start, start);
}());
