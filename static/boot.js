// Starts the app and watches over it. Whatever fails, the reader is left with a page that can be read and a way on.
// No module: a sandboxed frame may not load one from a host without CORS, and then nobody could say that the app cannot start.
(async () => {
  const here = document.querySelector("script[data-workbench]");
  const resolve = (path) => new URL(path, document.baseURI).href;

  const show = (id) => {
    const box = document.getElementById(id);
    if (box) box.hidden = false;
  };

  // A Rust panic ends in a trap, which arrives here. The address holds the reader's state, so going on is a reload.
  const watch = (reason) => {
    if (reason instanceof WebAssembly.RuntimeError) show("broken");
  };
  addEventListener("error", (event) => watch(event.error));
  addEventListener("unhandledrejection", (event) => watch(event.reason));
  document.getElementById("broken-reload")?.addEventListener("click", () => location.reload());

  // The workbench is the same program with every figure. It takes the page over when the reader asks for more than a lesson needs; until it
  // is here, everything goes on.
  const workbench = here.dataset.workbench;
  const dress = () => new Promise((done) => {
    // A page that begins with it has its styles from the start.
    const href = resolve(`${workbench}.css`);
    if ([...document.styleSheets].some((sheet) => sheet.href === href)) return done();
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.onload = styles.onerror = done;
    styles.href = href;
    document.head.append(styles);
  });
  addEventListener("wirewalk-more", async () => {
    try {
      const [app, program] = await Promise.all([import(resolve(`${workbench}.js`)), fetch(resolve(`${workbench}_bg.wasm`)), dress()]);
      if (!program.ok) throw program.status;
      const module = await WebAssembly.compile(await program.arrayBuffer());
      await app.default({ module_or_path: module });
    } catch (reason) {
      watch(reason);
      dispatchEvent(new Event("wirewalk-missing"));
    }
  }, { once: true });

  try {
    // Some pages begin with it, and some links ask for it.
    const more = !here.dataset.wasm || /[#&](view|lab|fault)=/.test(location.hash);
    if (more && here.dataset.wasm) {
      // The page has asked for the small program already, as nearly every reader needs it. Taken and dropped, it is no longer sent, and the
      // browser does not complain of it.
      const needless = new AbortController();
      fetch(resolve(here.dataset.wasm), { signal: needless.signal }).catch(() => {});
      setTimeout(() => needless.abort());
    }
    if (more) await dress();
    const app = await import(resolve(more ? `${workbench}.js` : here.dataset.js));
    await app.default({ module_or_path: resolve(more ? `${workbench}_bg.wasm` : here.dataset.wasm) });
  } catch (reason) {
    if (document.documentElement.classList.contains("live")) watch(reason);
    else show("no-wasm");
  }
})();
