// React is evaluated here, in the task in which the page's scripts arrive ...
import "react-dom/client";

declare global {
  interface Window {
    /** Scripts that the framework runs one after the other, each in a task of its own, before it starts: `next/script` fills it. */
    __next_s?: [source: string | 0, attributes: { readonly children: string }][];
  }
}

// ... and the framework in the next one: in between, a phone answers a touch. Together they would keep it from that for long.
(window.__next_s ??= []).push([0, { children: "" }]);
