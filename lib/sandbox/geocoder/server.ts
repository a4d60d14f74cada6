import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Streets of the demo, all of them in real towns. */
const STREETS: readonly (readonly [street: string, postcode: string, city: string])[] = [
  ["Rue des Lilas", "69003", "Lyon"], ["Rue des Lilas", "75019", "Paris"], ["Rue des Lilas", "31000", "Toulouse"], ["Avenue de la République", "75011", "Paris"],
  ["Avenue de la République", "38000", "Grenoble"], ["Avenue de la République", "59000", "Lille"], ["Rue du Four", "74000", "Annecy"], ["Rue du Four", "75006", "Paris"],
  ["Place des Tilleuls", "42000", "Saint-Étienne"], ["Chemin des Amandiers", "13100", "Aix-en-Provence"], ["Rue Victor-Hugo", "26000", "Valence"],
  ["Rue Victor-Hugo", "69002", "Lyon"], ["Quai des Célestins", "69002", "Lyon"], ["Impasse du Puits", "83000", "Toulon"], ["Rue de la Paix", "75002", "Paris"],
  ["Rue de la Paix", "06000", "Nice"], ["Boulevard du Port", "80000", "Amiens"], ["Rue Saint-Ferréol", "13001", "Marseille"], ["Cours Mirabeau", "13100", "Aix-en-Provence"],
  ["Rue Sainte-Catherine", "33000", "Bordeaux"], ["Rue de la Liberté", "21000", "Dijon"], ["Rue Foch", "34000", "Montpellier"], ["Rue Croix-d’Or", "73000", "Chambéry"],
];

const plain = (text: string) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** Starts a stand-in for the search of France's Géoplateforme, in its wire format, on 127.0.0.1. It knows a few streets. */
export async function startGeocoder({ port }: { readonly port: number }): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://geocoder");
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
      response.end(JSON.stringify(body));
    };
    const text = searchParams.get("q") ?? "";
    if (pathname !== "/geocodage/search") send(404, { code: 404, message: "Not Found" });
    else if (text.length < 3 || text.length > 200) send(400, { code: 400, message: "q: must contain between 3 and 200 chars and start with a number or a letter" });
    else send(200, { type: "FeatureCollection", features: search(text, Number(searchParams.get("limit") ?? 5)), query: text });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function search(text: string, limit: number) {
  const housenumber = /^\s*(\d+(?:\s*(?:bis|ter))?)\b/i.exec(text)?.[1];
  const words = plain(housenumber === undefined ? text : text.replace(housenumber, "")).split(" ").filter(Boolean);
  const hits = STREETS.filter((row) => {
    const own = plain(row.join(" ")).split(" ");
    return words.length > 0 && words.every((word) => own.some((part) => part.startsWith(word)));
  });
  return hits.slice(0, limit).map(([street, postcode, city]) => {
    const name = housenumber === undefined ? street : `${housenumber} ${street}`;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: [4.85, 45.75] },
      properties: {
        label: `${name} ${postcode} ${city}`, score: 0.9, name, postcode, city, street, citycode: postcode, type: housenumber === undefined ? "street" : "housenumber",
        ...(housenumber === undefined ? {} : { housenumber }), _type: "address",
      },
    };
  });
}
