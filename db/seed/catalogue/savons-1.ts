import type { SeedProduct } from "./types";

export const SAVONS_1: readonly SeedProduct[] = [
  {
    slug: "savon-de-provence",
    collections: ["savons"],
    title: { fr: "Le Savon de Provence", en: "The Provence Soap" },
    summary: {
      fr: "La savonnette ronde en main, estampillée une à une.",
      en: "A bar that sits well in the hand, stamped one at a time.",
    },
    description: {
      fr: "Huit jours de séchage sur claies, un coup de presse, et voilà la savonnette que nous fabriquons depuis le premier jour. Elle mousse court et fin, se rince d’un geste et garde sa forme jusqu’à la dernière feuille.\n\nQuatre parfums, quatre couleurs franches : lavande de Sault, verveine, amande et rose. Posez-la sur un porte-savon qui s’égoutte, elle durera plus longtemps.",
      en: "Eight days drying on slatted trays, one turn of the press, and there is the bar we have made since our very first day. It gives a short, fine lather, rinses off in one pass and keeps its shape to the last sliver.\n\nFour scents, four clear colours: Sault lavender, verbena, almond and rose. Keep it on a dish that drains and it will last longer.",
    },
    details: {
      fr: "Ingrédients (INCI) : Sodium Olivate, Sodium Cocoate, Aqua, Glycerin, Parfum, Sodium Chloride, Linalool. Usage externe. Éviter le contact avec les yeux.",
      en: "Ingredients (INCI): Sodium Olivate, Sodium Cocoate, Aqua, Glycerin, Parfum, Sodium Chloride, Linalool. External use only. Avoid contact with the eyes.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "savon-de-provence",
        alt: {
          fr: "Quatre savonnettes empilées, lavande, verveine, amande et rose, estampillées Garidelle",
          en: "Four stacked soap bars, lavender, verbena, almond and rose, stamped Garidelle",
        },
        width: 960,
        height: 960,
      },
      {
        file: "savon-de-provence-2",
        alt: {
          fr: "Gros plan sur le nom Garidelle pressé dans un savon à l’amande",
          en: "Close-up of the name Garidelle pressed into an almond soap",
        },
        width: 960,
        height: 960,
      },
      {
        file: "savon-de-provence-lavande",
        alt: {
          fr: "Savonnette mauve à la lavande avec un brin de lavande",
          en: "Mauve lavender soap bar with a sprig of lavender",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SAV-LAV",
      },
      {
        file: "savon-de-provence-verveine",
        alt: {
          fr: "Savonnette vert tendre à la verveine avec des feuilles",
          en: "Soft green verbena soap bar with leaves",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SAV-VER",
      },
      {
        file: "savon-de-provence-amande",
        alt: {
          fr: "Savonnette ivoire à l’amande et quelques amandes entières",
          en: "Ivory almond soap bar and a few whole almonds",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SAV-AMA",
      },
      {
        file: "savon-de-provence-rose",
        alt: {
          fr: "Savonnette rose poudré avec des pétales",
          en: "Powder-pink soap bar with petals",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SAV-ROS",
      },
    ],
    options: [
      {
        name: { fr: "Parfum", en: "Scent" },
        values: [
          { fr: "Lavande", en: "Lavender" },
          { fr: "Verveine", en: "Verbena" },
          { fr: "Amande", en: "Almond" },
          { fr: "Rose", en: "Rose" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-SAV-LAV", optionValues: [0], priceMinor: 590,
        grams: 125, netContent: { amount: 100, unit: "g" }, stock: 240, cvMinor: 345, bvMinor: 492,
      },
      {
        sku: "GAR-SAV-VER", optionValues: [1], priceMinor: 590,
        grams: 125, netContent: { amount: 100, unit: "g" }, stock: 180, cvMinor: 345, bvMinor: 492,
      },
      {
        sku: "GAR-SAV-AMA", optionValues: [2], priceMinor: 590,
        grams: 125, netContent: { amount: 100, unit: "g" }, stock: 205, cvMinor: 345, bvMinor: 492,
      },
      {
        sku: "GAR-SAV-ROS", optionValues: [3], priceMinor: 590,
        grams: 125, netContent: { amount: 100, unit: "g" }, stock: 4, cvMinor: 345, bvMinor: 492,
      },
    ],
  },
  {
    slug: "cube-olive",
    collections: ["savons", "maison"],
    title: { fr: "Cube à l’olive", en: "Olive Oil Cube" },
    summary: {
      fr: "Le gros savon vert du lavoir, à l’huile d’olive et rien de trop.",
      en: "The big green wash-house soap, made with olive oil and little else.",
    },
    description: {
      fr: "Un savon coulé, coupé au fil, puis frappé sur ses faces. Sa couleur vient de l’huile d’olive ; sans colorant ni parfum, il sent simplement le propre.\n\nOn s’en sert pour les mains, pour le linge délicat et pour la vaisselle de vacances. Le cube de 300 g tient dans la main, celui de 600 g reste près de l’évier.",
      en: "A soap that is poured, cut with a wire and stamped on its faces. Its colour comes from the olive oil; with no dye and no perfume, it simply smells clean.\n\nUse it for hands, for delicate washing and for the holiday dishes. The 300 g cube fits the hand, the 600 g one lives beside the sink.",
    },
    details: {
      fr: "Ingrédients (INCI) : Sodium Olivate, Aqua, Sodium Cocoate, Glycerin, Sodium Chloride, Sodium Hydroxide. Laisser sécher entre deux usages.",
      en: "Ingredients (INCI): Sodium Olivate, Aqua, Sodium Cocoate, Glycerin, Sodium Chloride, Sodium Hydroxide. Let it dry between uses.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "cube-olive",
        alt: {
          fr: "Cube de savon vert olive estampillé Garidelle, posé près d’un brin d’olivier",
          en: "Olive-green soap cube stamped Garidelle beside an olive sprig",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [
      {
        name: { fr: "Format", en: "Format" },
        values: [
          { fr: "300 g", en: "300 g" },
          { fr: "600 g", en: "600 g" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-CUB-300", optionValues: [0], priceMinor: 890,
        grams: 310, netContent: { amount: 300, unit: "g" }, stock: 160, cvMinor: 520, bvMinor: 742,
      },
      {
        sku: "GAR-CUB-600", optionValues: [1], priceMinor: 1490,
        grams: 615, netContent: { amount: 600, unit: "g" }, stock: 75, cvMinor: 870, bvMinor: 1242,
      },
    ],
  },
  {
    slug: "savon-sur-corde",
    collections: ["savons"],
    title: { fr: "Savon sur corde", en: "Soap on a Rope" },
    summary: {
      fr: "Une boule de savon au miel, suspendue à une corde de coton.",
      en: "A round honey soap hung from a cotton rope.",
    },
    description: {
      fr: "Une boule de savon blond au parfum de miel, percée à cœur, avec une vraie corde de coton tressé. Elle pend au robinet ou sous la douche et sèche entre deux passages.\n\nC’est le savon des maisons où l’on se lave les mains en rentrant du jardin. Il y en a souvent un devant notre atelier.",
      en: "A ball of blond, honey-scented soap, drilled through the middle and threaded on a proper braided cotton rope. It hangs from the tap or in the shower and dries between uses.\n\nIt is the soap of houses where hands get washed on the way in from the garden. There is usually one outside our own workshop.",
    },
    details: {
      fr: "Ingrédients (INCI) : Sodium Olivate, Sodium Cocoate, Aqua, Glycerin, Mel, Parfum. Corde : 100 % coton.",
      en: "Ingredients (INCI): Sodium Olivate, Sodium Cocoate, Aqua, Glycerin, Mel, Parfum. Rope: 100% cotton.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "savon-sur-corde",
        alt: {
          fr: "Boule de savon couleur miel et sa corde de coton",
          en: "Honey-coloured round soap with its cotton rope",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-COR-200", optionValues: [], priceMinor: 990,
        grams: 235, netContent: { amount: 200, unit: "g" }, stock: 90, cvMinor: 580, bvMinor: 825,
      },
    ],
  },
  {
    slug: "savon-liquide",
    collections: ["savons"],
    title: { fr: "Savon liquide pour les mains", en: "Liquid Hand Soap" },
    summary: {
      fr: "Un flacon pompe pour le bord de l’évier, en deux parfums.",
      en: "A pump bottle for the edge of the sink, in two scents.",
    },
    description: {
      fr: "Un savon liquide à base d’huile d’olive, d’une mousse souple. La pompe délivre une noisette : c’est assez pour deux mains.\n\nVerveine pour la cuisine, fleur d’oranger pour la salle de bains, ou l’inverse. Le grand flacon sert aussi à remplir le petit.",
      en: "A liquid soap based on olive oil, with a supple lather. The pump gives a hazelnut-sized dose: enough for two hands.\n\nVerbena for the kitchen, orange blossom for the bathroom, or the other way round. The large bottle also refills the small one.",
    },
    details: {
      fr: "Ingrédients (INCI) : Aqua, Potassium Olivate, Potassium Cocoate, Glycerin, Parfum, Citric Acid, Limonene, Citral. Flacon en plastique recyclé, pompe à part au tri.",
      en: "Ingredients (INCI): Aqua, Potassium Olivate, Potassium Cocoate, Glycerin, Parfum, Citric Acid, Limonene, Citral. Recycled plastic bottle; remove the pump before recycling.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "savon-liquide",
        alt: {
          fr: "Flacon pompe de savon liquide vert à la verveine",
          en: "Pump bottle of green verbena liquid soap",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-LIQ-VER-300",
      },
      {
        file: "savon-liquide-fleur-d-oranger",
        alt: {
          fr: "Flacon pompe de savon liquide ambré à la fleur d’oranger",
          en: "Pump bottle of amber orange blossom liquid soap",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-LIQ-FLO-300",
      },
    ],
    options: [
      {
        name: { fr: "Parfum", en: "Scent" },
        values: [
          { fr: "Verveine", en: "Verbena" },
          { fr: "Fleur d’oranger", en: "Orange blossom" },
        ],
      },
      {
        name: { fr: "Contenance", en: "Size" },
        values: [
          { fr: "300 ml", en: "300 ml" },
          { fr: "500 ml", en: "500 ml" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-LIQ-VER-300", optionValues: [0, 0], priceMinor: 1290,
        grams: 370, netContent: { amount: 300, unit: "ml" }, stock: 140, cvMinor: 750, bvMinor: 1075,
      },
      {
        sku: "GAR-LIQ-VER-500", optionValues: [0, 1], priceMinor: 1790,
        grams: 590, netContent: { amount: 500, unit: "ml" }, stock: 85, cvMinor: 1045, bvMinor: 1492,
      },
      {
        sku: "GAR-LIQ-FLO-300", optionValues: [1, 0], priceMinor: 1290,
        grams: 370, netContent: { amount: 300, unit: "ml" }, stock: 120, cvMinor: 750, bvMinor: 1075,
      },
      {
        sku: "GAR-LIQ-FLO-500", optionValues: [1, 1], priceMinor: 1790,
        grams: 590, netContent: { amount: 500, unit: "ml" }, stock: 60, cvMinor: 1045, bvMinor: 1492,
      },
    ],
  },
];
