import * as z from "zod";
import { isAddress, normaliseAddress, normaliseHandle } from "./rules";

/** An e-mail address from a form, normalised. */
export const AddressInput = z.string().max(400).transform(normaliseAddress).refine(isAddress, { error: "not_an_address" });

/** A handle from a form, normalised; whether it may be had is the command's answer. */
export const HandleInput = z.string().max(100).transform(normaliseHandle);
