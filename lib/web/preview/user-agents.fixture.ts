/** What the robots of chats, networks and search engines call themselves, one for each of their vendors. */
export const USER_AGENTS = {
  WhatsApp: "WhatsApp/2.24.20.79 A",
  Messenger: "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  Telegram: "TelegramBot (like TwitterBot)",
  Signal: "WhatsApp/2",
  Viber: "Viber/23.1.0.4 CFNetwork/1410.0.3 Darwin/22.6.0",
  Snapchat: "Mozilla/5.0 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)",
  iMessage: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
  X: "Twitterbot/1.0",
  LinkedIn: "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
  Slack: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  Google: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  Bing: "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
} as const;
