// In the frame of another website: tells that website how high this page is, and nothing else.

(() => {
  if (parent === window) return;
  const tell = () => parent.postMessage({ kader: document.documentElement.scrollHeight }, "*");
  addEventListener("load", tell);
  addEventListener("resize", tell);
})();
