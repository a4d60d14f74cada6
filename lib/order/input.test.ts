import { expect, it } from "vitest";
import { ParcelInput } from "./input";

it("leads the buyer to the carrier's own page of the parcel", () => {
  expect(ParcelInput.parse({ carrier: "colissimo", tracking: "6a 123-456", trackingUrl: "" })).toEqual({
    carrier: "colissimo", tracking: "6A123456", trackingUrl: "https://www.laposte.fr/outils/suivre-vos-envois?code=6A123456",
  });
  expect(ParcelInput.parse({ carrier: "Le voisin", tracking: "" })).toEqual({ carrier: "Le voisin", tracking: "", trackingUrl: "" });
});

it("refuses a number that is none, and a link that is not safe", () => {
  for (const wrong of [{ tracking: "<b>" }, { trackingUrl: "javascript:alert(1)" }, { trackingUrl: "http://carrier.example/1" }, { carrier: "" }]) {
    expect(ParcelInput.safeParse({ carrier: "UPS", tracking: "1Z9", trackingUrl: "", ...wrong }).success).toBe(false);
  }
});
