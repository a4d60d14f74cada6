import "server-only";
import { addressFinder, type AddressFinder, GEOPLATEFORME } from "@/lib/gateway/geoplateforme/search";
import { environment } from "./env";
import { once } from "./once";

/** Searches French addresses as they are typed; one for the process, since its rate is the process's. */
export const findAddresses: AddressFinder = (text) => once("addresses", () => addressFinder({ apiBase: environment().geocoderApiBase ?? GEOPLATEFORME }))(text);
