/**
 * Robots that read a page for its title, words and picture: those of chats and social networks, then search engines. Browsers inside an app
 * name the app too, so each pattern is one that only the robot sends. Signal sends WhatsApp's name; iMessage those of three others.
 */
const ROBOTS = [
  "^WhatsApp/", "facebookexternalhit", "Facebot", "meta-externalagent", "TelegramBot", "^Viber", "Snap URL Preview", "Twitterbot", "LinkedInBot",
  "Slackbot", "Slack-ImgProxy", "Discordbot", "SkypeUriPreview", "Pinterestbot", "redditbot", "Mastodon/", "Bluesky",
  "Googlebot", "Google-InspectionTool", "bingbot", "Applebot", "DuckDuckBot", "Qwantbot", "YandexBot", "Baiduspider",
];
const ROBOT = new RegExp(ROBOTS.join("|"), "i");

/** Whether a known robot asks. Everybody else is somebody. */
export function isRobot(userAgent: string | undefined): boolean {
  return userAgent !== undefined && ROBOT.test(userAgent);
}
