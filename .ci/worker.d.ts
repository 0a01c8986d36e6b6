// What layouts/sw.js has around it, and lib.webworker does not know of: what the
// build writes before it, and the globals of a service worker.

declare const build: { version: string; assets: string[]; later: string[]; idle: string[] };

declare const clients: Clients;
declare const registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;
declare function addEventListener(type: "install" | "activate" | "message", listener: (event: ExtendableEvent) => void): void;
declare function addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
