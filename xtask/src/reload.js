// Added by `cargo xtask serve` only: reloads the page after a build, and shows why a build failed.
// Trunk's server speaks to it; text is set as text, so the page's strict policy holds here as well.
const address = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/.well-known/trunk/ws`;

const show = (reason) => {
  const note = document.createElement("pre");
  note.textContent = `The build failed; the page below is the one before.\n\n${reason}`;
  Object.assign(note.style, {
    position: "fixed", inset: "0 0 auto", zIndex: "1000", margin: "0", padding: "1rem", maxHeight: "50vh",
    overflow: "auto", whiteSpace: "pre-wrap", background: "#7a1020", color: "#fff", font: "14px/1.4 monospace",
  });
  document.body.append(note);
};

const listen = (onOpen) => {
  const socket = new WebSocket(address);
  socket.onopen = onOpen;
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.type === "reload") location.reload();
    if (message.type === "buildFailure") show(message.data.reason);
  };
  // The server went away; when it is back, it has built anew.
  socket.onclose = () => setTimeout(() => listen(() => location.reload()), 2000);
};

listen(null);
