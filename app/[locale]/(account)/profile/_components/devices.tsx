import { AskForm } from "@/components/account/ask-form";
import { momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { closeDeviceAction, signOutEverywhereAction } from "../actions";
import type { PartProps } from "../page";
import { deviceName } from "./device-name";

/** The browsers that are signed in; each can be signed out, and all of them. */
export function Devices({ view, locale }: PartProps) {
  const t = words(locale, "profile");
  const said = { ok: t("devices.closed"), signed_out: t("visitor") };
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {view.devices.map(({ hash, device, since, here }) => (
          <li key={hash} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-4">
            <div className="min-w-0">
              <p className="font-medium">{deviceName(device) || t("devices.unknown")}</p>
              <p className="text-sm text-muted">{t("devices.since", { date: momentText(since, locale, view.timeZone) })}</p>
            </div>
            {here ? <p className="rounded-full bg-accent-soft px-3 py-1 text-sm font-medium text-accent-strong">{t("devices.here")}</p> : (
              <AskForm action={closeDeviceAction} submit={t("devices.close")} said={said}><input type="hidden" name="device" value={hash} /></AskForm>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-5"><AskForm action={signOutEverywhereAction} submit={t("devices.everywhere")} said={said} /></div>
    </>
  );
}
