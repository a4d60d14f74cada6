/** Carriers whose page of a parcel is known; `#` stands for the number. Others are sent with what the operator writes. */
export const CARRIERS = {
  Colissimo: "https://www.laposte.fr/outils/suivre-vos-envois?code=#",
  Chronopost: "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=#",
  "Mondial Relay": "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=#",
  "DPD": "https://trace.dpd.fr/fr/trace/#",
  "GLS": "https://gls-group.eu/FR/fr/suivi-colis?match=#",
  "UPS": "https://www.ups.com/track?tracknum=#",
  "DHL": "https://www.dhl.com/fr-fr/home/tracking.html?tracking-id=#",
} as const;

/** Where a carrier shows a parcel; "" for a carrier that is not known, or without a number. */
export function trackingUrlOf(carrier: string, tracking: string): string {
  const known = Object.entries(CARRIERS).find(([name]) => name.toLowerCase() === carrier.toLowerCase());
  return known === undefined || tracking === "" ? "" : known[1].replace("#", encodeURIComponent(tracking));
}
