/** The cookie of a session; where the shop is asked by https, behind the prefix that binds it to the host. */
export const SESSION_COOKIE = "cagnotte.session";
