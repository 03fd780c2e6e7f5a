// For another website: gives the frames of this site the height of what is in them.

addEventListener("message", ({ source, data }) => {
  const height = data && Number(data.kader);
  if (!(height > 0 && height < 20000)) return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = `${height}px`;
});
