// What the theme's search asks its worker, and where that runs.
(() => {
  "use strict";

  // The search cuts words at hyphens and finds pages that hold any part, such as every "2…" for
  // HAR-2. Of an id, each part must be there: "+HAR +2".
  const ID = /(?<![\w-])[a-z]+(?:-[a-z0-9]{1,3})+(?![\w-])/gi;
  const QUERY = 2;
  const asked = (message) => message.type === QUERY && typeof message.data === "string"
    ? { ...message, data: message.data.replace(ID, (id) => `+${id.split("-").join(" +")}`) }
    : message;

  // A browser starts no worker for a page that was opened from the disk. There, its script runs
  // in a hidden frame, which the theme knows by the name `IFrameWorker`.
  class Frame extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      const load = (path) => new Promise((resolve, reject) => {
        const script = inside.document.createElement("script");
        script.src = path;
        script.onload = resolve;
        script.onerror = reject;
        inside.document.head.append(script);
      });
      inside.importScripts = async (...paths) => { for (const path of paths) await load(path); };
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(address);
    }

    async postMessage(data) {
      await this.ready;
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() { this.frame.remove(); }
  }

  const fromDisk = location.protocol === "file:";
  if (fromDisk) window.IFrameWorker = Frame;
  window.Worker = class extends (fromDisk ? Frame : window.Worker) {
    postMessage(message, ...rest) { return super.postMessage(asked(message), ...rest); }
  };
})();
