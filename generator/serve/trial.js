// @ts-check
// Trials of exchanges that a command of site.yaml answers. A page cannot run that command,
// and `wirebook serve` has a process of it: this script sends the reader's request there.
// Only serve adds it; published pages do not have it.
'use strict';
(() => {
  const exchanges = Array.from(document.querySelectorAll('.exchange[id]'));
  const script = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[src*="/script."]'));
  /** @type {NodeListOf<HTMLElement>} */
  const tasks = document.querySelectorAll('.task');
  if (!exchanges.length && !tasks.length || !window.wirebookEdit || !script) return;
  // Without a program of its own the site has no editor; serve has one.
  if (!script.dataset.trial) script.dataset.trial = '/-/trial/trial.js';

  /** @type {Promise<any>} */
  let offered;
  function offer() {
    offered = fetch('/-/trial?' + new URLSearchParams({ page: location.pathname })).then((response) => response.ok ? response.json() : { by: {}, tasks: {}, Steps: [] });
    return offered;
  }

  /**
   * Sends one call and hears its events; signal ends it.
   * @param {any} call
   * @param {AbortSignal} signal
   * @param {(event: any) => void} heard
   */
  async function post(call, signal, heard) {
    const send = async () => fetch('/-/trial', {
      method: 'POST', signal, body: JSON.stringify({ page: location.pathname, ...call }),
      headers: { 'Content-Type': 'application/json', 'Wirebook-Token': (await offered).token },
    });
    let response = await send();
    if (response.status === 403) { // serve may have become a new program, with a new token
      await offer();
      response = await send();
    }
    if (!response.ok || !response.body) throw new Error(`serve answers ${response.status}: ${await response.text()}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Error('serve was stopped');
      const lines = (text + value).split('\n');
      text = /** @type {string} */ (lines.pop());
      for (const line of lines) {
        const said = JSON.parse(line);
        if (said.error) throw new Error(said.error);
        if (said.result) return said.result;
        heard(said);
      }
    }
  }

  /** @param {Uint8Array} bytes */
  function base64(bytes) {
    let text = '';
    for (const b of bytes) text += String.fromCharCode(b);
    return btoa(text);
  }

  /**
   * What an editor sends through: see trial/run.js.
   * @param {{ exchange?: number, task?: number }} of
   */
  function through(of) {
    let run = '';
    let why = '';
    /** @type {AbortController | null} */
    let going = null;
    return {
      size: 0,
      where: 'on the machine of serve',
      note: () => offered,
      runs: () => true,
      start: () => Promise.resolve(),
      /** @param {string} reason */
      halt(reason) {
        why = reason;
        going?.abort();
      },
      /**
       * @param {string} name
       * @param {any} argument
       * @param {Uint8Array | null} [bytes]
       * @param {(event: any) => void} [heard]
       */
      async ask(name, argument, bytes, heard) {
        why = '';
        going = new AbortController();
        try {
          const result = await post({ call: name, ...of, run, keep: !!argument.Keep, conn: argument.Conn, like: argument.Like, bytes: bytes ? base64(bytes) : '' }, going.signal, heard || (() => {}));
          if (name === 'begin') run = result.run;
          return result;
        } catch (error) {
          throw why ? new Error(why) : error;
        }
      },
    };
  }

  offer().then(({ by, tasks: answers }) => {
    tasks.forEach((task, i) => {
      if (!answers || !answers[i + 1] || !window.wirebookOffer) return;
      task.querySelector('.needs')?.remove();
      window.wirebookOffer(task, through({ task: i + 1 }));
    });
    for (const exchange of exchanges) {
      const number = Number(exchange.id.replace('_exchange-', ''));
      const figure = exchange.querySelector('.request:first-child');
      if (!by[number] || !figure) continue;
      exchange.querySelector('.needs')?.remove();
      window.wirebookEdit?.(figure, through({ exchange: number }));
    }
  });
})();
