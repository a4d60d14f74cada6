import { expect, it } from "vitest";
import { isRobot } from "./bots";
import { USER_AGENTS } from "./user-agents.fixture";

it.each(Object.entries(USER_AGENTS))("knows the robot of %s", (_name, userAgent) => {
  expect(isRobot(userAgent)).toBe(true);
});

it.each([
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22A3354 [FBAN/FBIOS;FBAV/480.0]",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0 Mobile Safari/537.36 Snapchat/13.0 Telegram-Android/11",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Chrome-Lighthouse", undefined, "",
])("takes nobody for a robot: %s", (userAgent) => {
  expect(isRobot(userAgent)).toBe(false);
});
