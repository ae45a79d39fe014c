"use strict";
(function () {
  // "#print": the page is made for paper. Every figure becomes a static SVG, drawn once at the page's width.
  // "#steered": the same, but whoever opened the page says which figures it draws and when it is finished.
  // "#desk": an empty page that draws figures for a steered one.
  var forPaper = ["#print", "#steered", "#desk"].indexOf(location.hash) >= 0;
  var config = { displayModeBar: false, responsive: !forPaper, staticPlot: forPaper, doubleClick: "reset" };
  var pageWidth = 720;
  var halfWidth = 400;

  // plotly.js names its clip paths at random; a sequence fixed by the figure's id gives the same bytes each time, whatever was drawn before.
  function fixRandom(id) {
    var state = 20260101;
    for (var i = 0; i < id.length; i++) state = (state * 31 + id.charCodeAt(i)) % 2147483648;
    Math.random = function () {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
  }

  function draw(script) {
    var box = document.getElementById(script.dataset.figure);
    if (box) {
      var figure = JSON.parse(script.textContent);
      Plotly.newPlot(box, figure.data, figure.layout, config);
      giveBack(box, figure.layout);
    }
  }

  // What a legend of several lines or turned labels take from the plot on a narrow screen, the figure gets back in height.
  function giveBack(box, layout) {
    var size = box._fullLayout._size;
    var taken = layout.margin ? Math.round(size.t - layout.margin.t + size.b - layout.margin.b) : 0;
    if (taken < 4) return;
    box.style.height = layout.height + taken + "px";
    Plotly.relayout(box, { height: layout.height + taken });
  }

  // Boxes that scroll sideways say so, and can be reached by keyboard.
  function watchEdges() {
    var boxes = Array.from(document.querySelectorAll(".scroll"));
    function look(box) {
      box.toggleAttribute("data-more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
      if (box.scrollWidth > box.clientWidth + 2 && !box.hasAttribute("tabindex")) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", box.parentElement.querySelector("figcaption").textContent);
      }
    }
    boxes.forEach(function (box) {
      look(box);
      box.addEventListener("scroll", function () { look(box); }, { passive: true });
    });
    window.addEventListener("resize", function () { boxes.forEach(look); });
  }

  // Measuring a label lays out whatever stands in the document: on paper, figures are drawn while the page is out of it.
  function takeOut() {
    var page = document.querySelector(".page");
    var place = document.createComment("");
    page.replaceWith(place);
    return { page: page, putBack: function () { place.replaceWith(page); } };
  }

  function drawForPaper() {
    var out = takeOut();
    withoutAddresses(out.page);
    figuresOf(out.page).forEach(function (figure) {
      var text = toSvg(figure.id, figure.json, figure.width);
      keep(figure.id, text);
      show(figure.box, text);
    });
    out.putBack();

    // The finished page is given back as text; what only drew it would be most of it.
    document.querySelectorAll("script:not([data-svg])").forEach(function (script) { script.remove(); });
  }

  function beSteered() {
    var out = takeOut();
    withoutAddresses(out.page);
    var figures = figuresOf(out.page);
    window.studyFigures = figures.map(function (figure) { return [figure.id, figure.json, figure.width]; });
    window.studyFinish = function (drawn) {
      figures.forEach(function (figure, i) { show(figure.box, drawn[i]); });
      out.putBack();
    };
  }

  // Each number carries the row of results.json it comes from. Nobody follows that on paper, where it would make each number of a cell a text apart for
  // those who have the page read to them, and printing a third slower.
  function withoutAddresses(page) {
    page.querySelectorAll("data:not(.key-numbers *)").forEach(function (number) { number.replaceWith(number.textContent.replace(/ /g, "\u00a0")); });
    page.normalize();
  }

  function figuresOf(page) {
    if (typeof Plotly === "undefined") return [];
    return Array.from(page.querySelectorAll("script[data-figure]")).map(function (script) {
      var box = page.querySelector("#" + CSS.escape(script.dataset.figure));
      return { id: script.dataset.figure, json: script.textContent, box: box, width: box && box.closest(".beside") ? halfWidth : pageWidth };
    }).filter(function (figure) { return figure.box; });
  }

  function toSvg(id, json, width) {
    fixRandom(id);
    var figure = JSON.parse(json);
    var desk = document.createElement("div");
    desk.className = "plot";
    document.body.appendChild(desk);
    figure.layout.width = width;
    figure.layout.autosize = false;
    Plotly.newPlot(desk, figure.data, figure.layout, config);
    var text = Plotly.Snapshot.toSVG(desk, "svg", 1);
    Plotly.purge(desk);
    desk.remove();
    return withoutEmpty(text.replace(/<([\w:]+)((?: [\w:-]+="[^"]*"){2,})/g, sorted));
  }

  // A quarter of what plotly.js writes are layers with nothing in them.
  function withoutEmpty(text) {
    var before;
    do {
      before = text;
      text = text.replace(/<g(?: [\w:-]+="[^"]*")*(?:\/>|><\/g>)|<path(?: (?!d=)[\w:-]+="[^"]*")*\/>/g, "");
    } while (text !== before);
    return text;
  }

  // The order of attributes depends on what was drawn before, which differs from run to run.
  function sorted(tag, name, attributes) {
    return "<" + name + attributes.match(/ [\w:-]+="[^"]*"/g).sort().join("");
  }

  function keep(id, text) {
    var holder = document.createElement("script");
    holder.type = "image/svg+xml";
    holder.dataset.svg = id;
    holder.textContent = text;
    document.body.appendChild(holder);
  }

  function show(box, text) {
    box.innerHTML = text;
    var svg = box.firstElementChild;
    svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", box.getAttribute("aria-label"));
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
    box.removeAttribute("style");
  }

  function start() {
    if (forPaper) window.studyDraw = toSvg;
    if (location.hash === "#steered") beSteered();
    else if (location.hash === "#print") drawForPaper();
    else if (!forPaper) {
      if (typeof Plotly !== "undefined") document.querySelectorAll("script[data-figure]").forEach(draw);
      watchEdges();
    }
    document.documentElement.dataset.ready = "true";
  }

  // What prints the page must know whether it is worth waiting.
  document.documentElement.dataset.ready = "false";

  // Labels are measured while they are drawn: the fonts must be there first.
  Promise.all([document.fonts.load("400 13px 'IBM Plex Sans'"), document.fonts.load("600 13px 'IBM Plex Sans'")]).then(start, start).catch(function (error) {
    document.documentElement.dataset.ready = "failed";
    throw error;
  });
}());
