import type { Localized } from "@/lib/kernel/locale";

/** A distributor of the demo. `under`: the handle of whoever brought them in. */
export type DemoDistributor = {
  readonly handle: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly town: string;
  readonly under: string | null;
  /** How much of the network's trade starts here. */
  readonly weight: number;
  readonly words: Localized;
};

const said = (fr: string, en: string): Localized => ({ fr, en });

/** Fourteen distributors over three levels. All of them invented. */
export const DISTRIBUTORS: readonly DemoDistributor[] = [
  { handle: "lea", firstName: "Léa", lastName: "Fontaine", town: "Lyon", under: null, weight: 9, words: said("Je présente Garidelle depuis six ans, autour d’un thé, chez vous ou chez moi. Dites-moi votre peau, je vous dirai par où commencer.", "I have shown Garidelle for six years, over a cup of tea, at your place or mine. Tell me about your skin and I will tell you where to start.") },
  { handle: "marc-olivier", firstName: "Marc-Olivier", lastName: "Besson", town: "Grenoble", under: null, weight: 6, words: said("Ancien parfumeur. Je garde toujours un savon de lavande dans la poche de mon manteau.", "A former perfumer. There is always a lavender soap in my coat pocket.") },
  { handle: "nadia", firstName: "Nadia", lastName: "Belkacem", town: "Marseille", under: null, weight: 7, words: said("Le marché du samedi matin, la boutique le reste du temps. Livraison à vélo dans le quartier.", "The market on Saturday morning, the shop the rest of the time. I deliver by bicycle around the corner.") },
  { handle: "claire", firstName: "Claire", lastName: "Dumas", town: "Villeurbanne", under: "lea", weight: 6, words: said("J’aime les gestes simples : un bon savon, un beau torchon, une bougie le soir.", "I like simple things: a good soap, a fine cloth, a candle in the evening.") },
  { handle: "antoine", firstName: "Antoine", lastName: "Roux", town: "Annecy", under: "lea", weight: 4, words: said("Le miel et le thé d’abord, le reste suivra.", "Honey and tea first, the rest will follow.") },
  { handle: "sofia", firstName: "Sofia", lastName: "Marchetti", town: "Nice", under: "nadia", weight: 5, words: said("Des soins que j’offre à mes sœurs depuis toujours.", "Care that I have always given to my sisters.") },
  { handle: "paul", firstName: "Paul", lastName: "Garnier", town: "Aix-en-Provence", under: "nadia", weight: 3, words: said("J’habite à vingt minutes de l’atelier : posez-moi vos questions, j’irai voir.", "I live twenty minutes from the workshop: ask me anything, I will go and look.") },
  { handle: "ines", firstName: "Inès", lastName: "Cordier", town: "Saint-Étienne", under: "claire", weight: 4, words: said("Infirmière le jour, conseillère le soir. Les mains, je connais.", "A nurse by day, an adviser by night. I know about hands.") },
  { handle: "hugo", firstName: "Hugo", lastName: "Lemaire", town: "Chambéry", under: "marc-olivier", weight: 3, words: said("Coffrets pour les fêtes et les naissances, emballés avec soin.", "Gift boxes for holidays and births, wrapped with care.") },
  { handle: "yasmine", firstName: "Yasmine", lastName: "Haddad", town: "Toulon", under: "sofia", weight: 3, words: said("Le parfum de la maison de ma grand-mère, en bougie.", "The scent of my grandmother’s house, in a candle.") },
  { handle: "julien", firstName: "Julien", lastName: "Perrin", town: "Valence", under: "antoine", weight: 2, words: said("Nouveau dans l’équipe, curieux de tout.", "New to the team and curious about everything.") },
  { handle: "beatrice", firstName: "Béatrice", lastName: "Vasseur", town: "Dijon", under: "claire", weight: 3, words: said("Le linge, c’est mon faible : lavé cent fois, il n’en est que plus doux.", "Linen is my weakness: washed a hundred times, it only gets softer.") },
  { handle: "thomas", firstName: "Thomas", lastName: "Nguyen", town: "Montpellier", under: "paul", weight: 2, words: said("Pour la barbe, le rasage et les voyages légers.", "For beards, shaving and travelling light.") },
  { handle: "elise", firstName: "Élise", lastName: "Moreau", town: "Genève", under: "marc-olivier", weight: 2, words: said("Je livre aussi en Suisse, sans souci de douane.", "I deliver to Switzerland too, customs included.") },
];

/** The company's staff in the demo: `owner@demo.example` and so on. All of them invented. */
export const OPERATORS = [
  { role: "owner", firstName: "Hélène", lastName: "Garidelle" },
  { role: "finance", firstName: "Bruno", lastName: "Tessier" },
  { role: "catalogue", firstName: "Aurélie", lastName: "Pons" },
  { role: "support", firstName: "Medhi", lastName: "Arnaud" },
] as const;

/** What every demo operator's authenticator app holds. Known to everybody, like all secrets of the demo. */
export const OPERATORS_FACTOR = "CAGNOTTEDEMOSECRETABCDEFGHIJK234";

export type DemoCustomer = { readonly firstName: string; readonly lastName: string; readonly city: string; readonly postalCode: string; readonly street: string };

const FIRST = ["Camille", "Louis", "Manon", "Jules", "Chloé", "Adam", "Emma", "Gabriel", "Sarah", "Raphaël", "Jeanne", "Arthur", "Lucie", "Samir", "Margaux", "Nathan", "Alice", "Mehdi", "Juliette", "Victor", "Zoé", "Martin", "Anaïs", "Théo", "Rose", "Karim", "Agathe", "Simon", "Lina", "Baptiste", "Noémie", "Maxime", "Éva", "Romain", "Charlotte", "Bilal", "Océane", "Clément", "Fatou", "Quentin", "Mathilde", "Rémi", "Salomé", "Yanis", "Pauline", "Damien", "Amina", "Florian", "Élodie", "Bastien", "Capucine", "Loïc", "Maëlle", "Tristan", "Solène", "Ismaël", "Violette", "Corentin", "Ambre", "Gaspard", "Apolline", "Marius", "Célia", "Ulysse", "Blanche", "Oscar"];
const LAST = ["Martin", "Bernard", "Petit", "Richard", "Durand", "Leroy", "Simon", "Laurent", "Michel", "Garcia", "David", "Bertrand", "Girard", "Bonnet", "Dupont", "Lambert", "Rousseau", "Vincent", "Muller", "Lefèvre", "Faure", "Mercier", "Blanc", "Guérin", "Boyer"];
const TOWNS: readonly (readonly [string, string])[] = [["Lyon", "69003"], ["Marseille", "13006"], ["Grenoble", "38000"], ["Nice", "06000"], ["Annecy", "74000"], ["Saint-Étienne", "42000"], ["Toulon", "83000"], ["Valence", "26000"], ["Dijon", "21000"], ["Montpellier", "34000"], ["Aix-en-Provence", "13100"], ["Chambéry", "73000"], ["Paris", "75011"], ["Bordeaux", "33000"]];
const STREETS = ["rue des Lilas", "avenue de la République", "rue du Four", "place des Tilleuls", "chemin des Amandiers", "rue Victor-Hugo", "quai des Célestins", "impasse du Puits"];

/** Sixty-six customers; the n-th is always the same. All of them invented. */
export const CUSTOMERS: readonly DemoCustomer[] = FIRST.map((firstName, n) => {
  const [city, postalCode] = TOWNS[(n * 5) % TOWNS.length] ?? ["Lyon", "69001"];
  return { firstName, lastName: LAST[(n * 7) % LAST.length] ?? "Martin", city, postalCode, street: `${3 + ((n * 11) % 88)} ${STREETS[n % STREETS.length] ?? "rue du Four"}` };
});

/** The address of a demo customer, for signing in. */
export function emailOf({ firstName, lastName }: { readonly firstName: string; readonly lastName: string }): string {
  const plain = (text: string) => text.normalize("NFD").replace(/[^a-zA-Z]/g, "").toLowerCase();
  return `${plain(firstName)}.${plain(lastName)}@demo.example`;
}
