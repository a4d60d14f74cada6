import { AskForm } from "@/components/account/ask-form";
import { CHOICES } from "@/lib/notify/bell/types";
import { words } from "@/lib/web/words";
import { chooseNoticesAction } from "../actions";
import type { PartProps } from "../page";

const CHANNELS = ["bell", "mail"] as const;

/** What the reader wants to be told, by kind and channel. */
export function NoticeChoices({ view, locale }: PartProps) {
  const t = words(locale, "profile");
  return (
    <AskForm action={chooseNoticesAction} submit={t("save")} said={{ ok: t("saved"), invalid_input: t("slow"), signed_out: t("visitor") }}>
      <table className="w-full text-left" key={[...view.unwanted].join()}>
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            <th scope="col" className="py-2 font-normal">{t("notices.what")}</th>
            {CHANNELS.map((channel) => <th key={channel} scope="col" className="w-20 py-2 text-center font-normal">{t(`notices.channel.${channel}`)}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {CHOICES.map(({ kind, channels }) => (
            <tr key={kind}>
              <th scope="row" className="py-2 pr-4 font-normal">{t(`notices.kind.${kind}`)}</th>
              {CHANNELS.map((channel) => (
                <td key={channel} className="text-center">
                  {(channels as readonly string[]).includes(channel) ? (
                    <label className="inline-grid size-11 cursor-pointer place-items-center">
                      <span className="sr-only">{t(`notices.kind.${kind}`)}, {t(`notices.channel.${channel}`)}</span>
                      <input type="checkbox" name={`${kind}.${channel}`} defaultChecked={!view.unwanted.has(`${kind}.${channel}`)} className="size-5 shrink-0 accent-accent" />
                    </label>
                  ) : <span className="text-sm text-muted">{t("notices.always")}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </AskForm>
  );
}
