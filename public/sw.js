// Runs only in the installed app: shows a page of the shop's when there is no network. Keeps nothing else.
const KEPT = "offline-1";
const PAGES = ["/offline", "/en/offline"];
self.addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PAGES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))).then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const page = new URL(event.request.url).pathname.startsWith("/en/") ? PAGES[1] : PAGES[0];
  event.respondWith(fetch(event.request).catch(() => caches.match(page)));
});
