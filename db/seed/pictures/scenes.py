"""Every picture by name: SCENES[name] = (function, width, height). The front of a product looks towards -Y."""
import math

from geometry import drape, lathe, rbox, wire, smooth_path, plane_xz
from materials import cloth, glass, mix, plain, printed, wood
from products import *
from props import almonds, bow, cup, dipper, droplets, fill_cyl, grains, lavender, pebble, petals, spoon, sprig, tray
from stage import PALETTE, block, camera, disc, studio, tone

SCENES = {}


def stand(scent, x, y, z, angle, rz, s=1.0, n=300):
    """A soap bar leaning back on its long edge, its lowest point on z."""
    low = s * (0.2 * math.sin(angle) - 0.1 * math.cos(angle) + 0.1)
    soap(scent, (x, y, z + low - 0.004), (angle, 0, rz), s, n)


SQ = (960, 960)


def scene(name, size=SQ):
    def deco(f):
        SCENES[name] = (f, *size)
        return f

    return deco


def add(name, f, size=SQ):
    SCENES[name] = (f, *size)


# ------------------------------------------------------------------ savons
@scene("savon-de-provence")
def _():
    studio("savons")
    disc(1.15, 0.16, tone("savons", 0.6), (0.1, 0.15))
    soap("verveine", (0.05, 0.1, 0.16), (0, 0, 0.12))
    soap("rose", (-0.02, 0.12, 0.45), (0, 0, -0.16))
    soap("amande", (0.06, 0.08, 0.74), (0, 0, 0.1))
    stand("lavande", 0.42, -0.6, 0.16, 1.12, -0.22)
    lavender(1.15, 3, (0.1, -1.12, 0.0), (0, 0, 2.95))
    camera((0, 0, 0.52), 2.75, 17, -8)


@scene("savon-de-provence-2")
def _():
    studio("savons", gobo=False)
    stand("amande", 0, 0, 0, 0.5, 0.16, n=520)
    rbox((1.4, 0.5, 0.3), 0.02, plain("#b9be9f", 0.85, bump=(20, 0.2)), loc=(0.1, 0.42, 0))
    almonds([(-0.62, -0.25), (0.62, -0.2)], 0.13)
    camera((0.0, -0.05, 0.2), 1.22, 40, 4, fstop=0.5, focus=(0, -0.02, 0.25))


def one_soap(scent, prop):
    def f():
        studio("savons", col={"lavande": "#cfc4da", "verveine": "#cdd5ae", "amande": "#e6d6bb", "rose": "#e9c8c1"}[scent])
        base = {"lavande": "#b9abc9", "verveine": "#b7c290", "amande": "#d3bd98", "rose": "#d9aca3"}[scent]
        block(1.25, 0.8, 0.34, base, (0.05, 0.15), 0.1)
        soap(scent, (0.05, 0.1, 0.34), (0, 0, 0.1))
        stand(scent, 0.3, -0.5, 0, 1.15, -0.1, n=340)
        prop()
        camera((0.1, -0.1, 0.36), 2.05, 22, -6)

    return f


add("savon-de-provence-lavande", one_soap("lavande", lambda: (lavender(1.0, 1, (0.05, -0.95, 0), (0, 0, 2.9)), lavender(0.85, 2, (-0.1, -0.78, 0), (0, 0, 2.75)))))
add("savon-de-provence-verveine", one_soap("verveine", lambda: sprig(0.85, "#7c9a4c", 0.16, 9, 2, (-0.9, -0.92, 0), (0, 0, 0.12), leaf=0.28)))
add("savon-de-provence-amande", one_soap("amande", lambda: almonds([(-0.62, -0.6), (-0.42, -0.72), (-0.5, -0.42), (0.85, -0.75)], 0.14)))
add("savon-de-provence-rose", one_soap("rose", lambda: petals([(-0.6, -0.6), (-0.4, -0.75), (-0.7, -0.38), (0.85, -0.8), (-0.25, -0.5)], "#d88f8f", 0.24)))


@scene("cube-olive")
def _():
    studio("savons")
    cube(loc=(0.08, 0.1, 0), rot=(0, 0, 0.42))
    sprig(1.25, "#74804f", 0.12, 13, 4, (-0.98, -0.86, 0), (0, 0, 0.02), leaf=0.32, fruit="#4c4a26")
    camera((0, 0, 0.4), 2.15, 17, 4)


@scene("savon-sur-corde")
def _():
    studio("savons")
    rope_ball((-0.3, 0.15, 0), (0, 0, 0.05))
    pebble(0.2, "#b9b39e", (-0.98, -0.3, 0), 3)
    camera((0.05, 0, 0.58), 2.3, 13)


def liquid(img, tint, prop):
    def f():
        studio("savons", col="#cdd2b8" if "ver" in img else "#e2cfae")
        disc(0.75, 0.14, "#b6be9b" if "ver" in img else "#cfb488", (0.05, 0.1))
        pump_bottle(img, glass(tint, shadow=0.75), loc=(0.05, 0.1, 0.14))
        prop()
        camera((0, 0, 1.02), 2.75, 9, 0)

    return f


add("savon-liquide", liquid("savon-liquide-verveine", "#dbe4b0", lambda: sprig(1.0, "#7c9a4c", 0.17, 10, 5, (-1.15, -1.02, 0), (0, 0, -0.02), leaf=0.3)))
add("savon-liquide-fleur-d-oranger", liquid("savon-liquide-fleur", "#f2cd9b", lambda: (sprig(0.9, "#5f7a43", 0.22, 7, 6, (0.2, -0.85, 0), (0, 0, 0.25), leaf=0.36), petals([(-0.5, -0.75), (-0.72, -0.6), (-0.62, -0.85)], "#f7efe2", 0.2))))


@scene("brosse-a-ongles")
def _():
    studio("savons")
    brush((0.05, 0.1, 0.0), (0, 0, -0.32))
    soap("verveine", (0.45, -0.78, 0.0), (0, 0, 0.35), 0.62)
    droplets([(-0.5, -0.7, 0, 1.2), (-0.38, -0.82, 0, 0.8), (-0.68, -0.62, 0, 0.6), (-0.3, -0.68, 0, 0.5)], 0.05)
    camera((0.02, -0.1, 0.28), 1.95, 24, 2)


# ------------------------------------------------------------------ soin du corps
def cream(img, cap, prop, bg):
    def f():
        studio("corps", col=bg)
        block(0.95, 0.75, 0.22, mix(bg, "#8a6a48", 0.18), (0.0, 0.1), 0.15)
        tube(img, cap(), (0.0, 0.08, 0.22), (0, 0, 0.1))
        prop()
        camera((0, 0, 0.92), 2.45, 10, 0)

    return f


add("creme-mains", cream("tube-amande", lambda: gold(0.3), lambda: almonds([(-0.72, -0.45), (-0.55, -0.6), (0.72, -0.5), (-0.4, -0.5)], 0.15), "#e6d2b8"))
add("creme-mains-miel", cream("tube-miel", lambda: plain("#f1e2c0", 0.4), lambda: dipper((-1.0, -0.5, 0.2), (1.57, 0, 1.1), 0.75), "#ecd4a0"))
add("creme-mains-lavande", cream("tube-lavande", lambda: plain("#f0ebe2", 0.4), lambda: lavender(1.2, 5, (-1.0, -0.6, 0), (0, 0, 0.1)), "#d6cbdc"))


@scene("lait-corps")
def _():
    studio("corps")
    block(1.0, 0.8, 0.2, tone("corps", 0.55), (0, 0.1), -0.12)
    pump_bottle("lait-corps", plain("#f5eee0", 0.32, coat=0.2), r=0.33, h=1.45, lab=(0.25, 1.1), loc=(0, 0.08, 0.2), head=plain("#cfae7e", 0.35))
    almonds([(-0.75, -0.5), (-0.6, -0.66), (0.75, -0.55)], 0.15)
    camera((0, 0, 1.1), 2.85, 8, 0)


@scene("beurre-corps")
def _():
    studio("corps")
    disc(0.85, 0.13, tone("corps", 0.6), (0, 0.1))
    jar("beurre-corps", plain("#f7f1e4", 0.2, coat=0.4), wood("#d2a36c", "#b98650", (9, 1.5, 9)), r=0.52, h=0.52, lidh=0.17, loc=(0, 0.1, 0.13), lab=(0.09, 0.44))
    pebble(0.16, "#cbb291", (-0.95, -0.45, 0), 5)
    pebble(0.1, "#b99c77", (-0.72, -0.62, 0), 6)
    camera((0, 0, 0.48), 2.3, 13, 0)


@scene("beurre-corps-2")
def _():
    studio("corps")
    jar("beurre-corps", plain("#f7f1e4", 0.2, coat=0.4), None, r=0.52, h=0.56, loc=(0.12, 0.15, 0), opened="#f5e8c8", lab=(0.08, 0.4))
    lid_only(0.54, 0.17, wood("#d2a36c", "#b98650", (9, 1.5, 9)), (-0.72, -0.4, 0), (0, 0, 0.4))
    camera((-0.27, 0, 0.25), 2.45, 33, 0)


@scene("huile-corps")
def _():
    studio("corps")
    block(0.9, 0.75, 0.24, tone("corps", 0.6), (0, 0.12), 0.14)
    cap_bottle("huile-corps", glass("#e0aa68", shadow=0.8), plain(BLACK, 0.35), r=0.33, h=0.95, loc=(0, 0.08, 0.24), caph=0.26, capr=0.15, lab=(0.16, 0.82))
    sprig(1.0, "#8a8d54", 0.14, 9, 8, (-1.0, -0.72, 0), (0, 0, 0.08), leaf=0.28)
    camera((0, 0, 0.88), 2.35, 9, 0)


@scene("gommage-sucre")
def _():
    studio("corps")
    low_jar("gommage", "#dcb277", loc=(0.0, 0.15, 0))
    spoon((-0.6, -0.74, 0), (0, 0, -0.1), 0.8, "#dcb277")
    grains(160, (-0.88, -0.92, -0.5, -0.62), "#d9ae72", 0.012)
    camera((0.0, -0.1, 0.3), 2.1, 24, 0)


@scene("sels-de-bain")
def _():
    studio("corps", col="#dccfd6")
    disc(0.8, 0.12, "#c4b3c2", (0, 0.12))
    cork_jar("sels", "#f3edee", loc=(0, 0.1, 0.12), extra="#8f7cb4")
    lavender(1.1, 7, (-1.05, -0.75, 0), (0, 0, 0.15))
    grains(50, (0.35, -0.85, 0.85, -0.6), "#f3edee", 0.03)
    camera((0, 0, 0.78), 2.35, 11, 0)


# ------------------------------------------------------------------ soin du visage
FROST = "#e9b9ae"


@scene("creme-visage")
def _():
    studio("visage")
    disc(0.8, 0.3, tone("visage", 0.6), (0, 0.12))
    jar("creme-visage", plain("#ecc3b8", 0.35, coat=0.15), plain("#f6ede6", 0.3, coat=0.3), r=0.47, h=0.44, lidh=0.22, loc=(0, 0.1, 0.3), lab=(0.07, 0.38))
    petals([(-0.85, -0.4), (-0.65, -0.62), (0.8, -0.55), (0.62, -0.7)], "#d98f8c", 0.26)
    camera((0, 0, 0.5), 2.2, 12, 0)


@scene("creme-visage-2")
def _():
    studio("visage", gobo=False)
    jar("creme-visage", plain("#ecc3b8", 0.35, coat=0.15), None, r=0.5, h=0.5, loc=(0.1, 0.1, 0), opened="#fbf0ea", lab=(0.07, 0.36))
    lid_only(0.5, 0.2, plain("#f6ede6", 0.3, coat=0.3), (-0.66, -0.5, 0), (0, 0, 0))
    petals([(0.65, -0.5), (0.5, -0.7)], "#d98f8c", 0.26)
    camera((-0.2, -0.08, 0.22), 2.25, 44, 0)


@scene("serum-visage")
def _():
    studio("visage")
    block(0.7, 0.6, 0.4, tone("visage", 0.55), (0.0, 0.12), 0.16)
    dropper((0, 0.08, 0.4), s=1.05)
    petals([(-0.7, -0.4), (-0.5, -0.6), (0.65, -0.5)], "#c9756f", 0.24)
    camera((0, 0, 0.95), 2.2, 9, 0)


@scene("serum-visage-2")
def _():
    studio("visage", gobo=False)
    dropper((-0.05, 0.0, 0), (0, 0, 0.12), s=1.2)
    disc(0.5, 0.5, tone("visage", 0.35), (0.75, 0.95))
    droplets([(0.5, -0.45, 0, 1.0), (0.62, -0.35, 0, 0.6), (0.42, -0.56, 0, 0.5)], 0.07)
    camera((0.05, 0, 0.72), 1.62, 16, -12, fstop=0.8, focus=(0, -0.3, 0.5))


@scene("eau-de-rose")
def _():
    studio("visage")
    disc(0.75, 0.14, tone("visage", 0.6), (0, 0.12))
    spray("eau-de-rose", glass("#f8ddd7", shadow=0.85), "#f4e8e0", r=0.3, h=1.2, loc=(0, 0.1, 0.14), lab=(0.2, 1.0))
    petals([(-0.85, -0.45), (-0.6, -0.66), (-0.78, -0.7), (0.75, -0.6), (0.55, -0.75), (0.9, -0.35)], "#d98f8c", 0.27)
    camera((0, 0, 0.98), 2.55, 9, 0)


@scene("baume-levres")
def _():
    studio("visage", col="#e8c9a8")
    tin_round("baume", r=0.5, h=0.26, loc=(0.4, -0.42, 0), rot=(0, 0, 0.1), closed=False, content="#f0dba6")
    block(0.9, 0.5, 0.3, "#d9b48c", (-0.3, 0.5), 0.0)
    lid_leaning("baume", 0.5, 0.16, (-0.48, 0.25, 0.485), 0.34)
    camera((0, -0.15, 0.42), 2.1, 25, 0)


@scene("masque-argile")
def _():
    studio("visage")
    kraft_drum("masque", "#dba698", loc=(0.3, 0.35, 0), h=0.78, r=0.44)
    lathe([(0, 0.02), (0.2, 0), (0.34, 0.12), (0.44, 0.3), (0.415, 0.31), (0.3, 0.14), (0, 0.1)], wood("#c99b68", "#ad7c49", (3, 3, 9)), r=0.02, loc=(-0.42, -0.42, 0))
    clay = plain("#d99a8b", 0.95, bump=(30, 0.7), vary=0.05)
    lathe([(0.38, 0.235), (0.3, 0.26), (0.15, 0.36), (0, 0.4)], clay, r=0.05, loc=(-0.42, -0.42, 0), seg=64)
    spoon((0.3, -0.78, 0), (0, 0, 0.2), 0.62, "#d99a8b")
    camera((-0.02, -0.05, 0.46), 2.2, 19, 0)


# ------------------------------------------------------------------ maison
def lit_candle(img, tint, bg, prop):
    def f():
        studio("maison", warm=0.6, dim=0.72, col=bg)
        disc(0.8, 0.12, mix(bg, "#4a2f1f", 0.2), (0, 0.12))
        candle(img, tint, (0, 0.1, 0.12))
        prop()
        camera((0, 0, 0.62), 2.1, 14, 0)

    return f


add("bougie-parfumee", lit_candle("bougie-figuier", "#6d7a55", "#b9b394", lambda: sprig(0.9, "#5f7743", 0.3, 6, 9, (-0.98, -0.98, 0), (0, 0, -0.03), leaf=0.34)))
add("bougie-parfumee-ambre", lit_candle("bougie-ambre", "#8a5430", "#cfa07a", lambda: (pebble(0.14, "#b07a4a", (-0.78, -0.45, 0), 2, 0.7), pebble(0.09, "#c08a50", (-0.58, -0.62, 0), 3, 0.7))))
add("bougie-parfumee-fleur-de-lin", lit_candle("bougie-lin", "#8797ab", "#b7bcc4", lambda: drape(0.9, 0.7, cloth("#e6dfd0", 90, 0.25), 0.07, 3, (-0.85, -0.25, 0), (0, 0, 0.5))))


@scene("diffuseur-de-parfum")
def _():
    studio("maison", warm=0.3)
    disc(0.85, 0.12, tone("maison", 0.5), (0, 0.12))
    diffuser((0, 0.1, 0.12), (0, 0, 0.22))
    sprig(0.9, "#75804f", 0.09, 16, 3, (-1.15, -0.98, 0), (0, 0, 0), leaf=0.16)
    camera((0, 0, 1.08), 2.75, 10, 0)


@scene("bougie-de-voyage")
def _():
    studio("maison", warm=0.4, dim=0.85)
    tin_round("couvercle-voyage", r=0.52, h=0.46, loc=(0.34, -0.3, 0), closed=False, content="#f3e6cb", side="bougie-voyage", candle=True, lit=True)
    lid_leaning("couvercle-voyage", 0.53, 0.14, (-0.56, 0.3, 0.5), 0.28, rz=-0.2)
    block(0.7, 0.4, 0.62, tone("maison", 0.55), (-0.5, 0.72), -0.2)
    sprig(0.8, "#5f7350", 0.06, 22, 3, (-1.0, -0.66, 0), (0, 0, 0.1), leaf=0.17)
    camera((-0.05, -0.1, 0.42), 2.2, 20, 0)


@scene("brume-de-linge")
def _():
    studio("linge")
    waffle("#ece6da", (0.0, 0.45, 0), (0, 0, 0.12), w=1.9, d=1.0, h=0.36, layers=3)
    spray("brume", glass("#93a9dc", shadow=0.8), "#e9e6df", r=0.28, h=1.1, loc=(0.15, -0.5, 0), lab=(0.18, 0.92))
    lavender(1.0, 9, (-1.05, -0.8, 0), (0, 0, 0.12))
    camera((0, -0.1, 0.86), 2.4, 11, 0)


@scene("sachets-de-lavande")
def _():
    studio("linge", col="#cfc6d6")
    sachet(2, (-0.55, 0.15, 0), (0, 0, 0.15))
    sachet(5, (0.5, 0.22, 0), (0, 0, -0.1))
    sachet(8, (0.02, -0.5, 0), (0, 0, 0.05), 0.92)
    lavender(1.0, 4, (0.95, -0.62, 0), (0, 0, 3.6))
    camera((-0.02, -0.1, 0.4), 2.2, 16, 0)


# ------------------------------------------------------------------ thé et épicerie
def tea(img, col, bg, prop):
    def f():
        studio("epicerie", col=bg)
        tea_tin(img, col, (0.05, 0.15, 0), (0, 0, 0.18))
        prop()
        camera((0, 0, 0.62), 2.15, 12, 0)

    return f


add("the-de-l-apres-midi", tea("the-verveine", "#8b9a73", "#dccb9a", lambda: (sprig(1.0, "#7c9a4c", 0.15, 10, 5, (-1.0, -0.6, 0), (0, 0, 0.1), leaf=0.28), grains(90, (0.45, -0.62, 0.8, -0.4), "#5f6a3a", 0.028, shape=(2, 0.35, 0.3)))))
add("the-de-l-apres-midi-agrumes", tea("the-agrumes", "#b9602c", "#e6c08c", lambda: (orange((-0.68, -0.45), 0.24), grains(140, (0.4, -0.65, 0.82, -0.4), "#35231a", 0.03, shape=(2, 0.35, 0.3)))))


def orange(loc, r, z=0.0, tilt=0.0):
    """A cut half of an orange, its face tilted to the camera."""
    o = [lathe([(0, 0)] + [(r * math.sin(a), r * (1 - math.cos(a))) for a in (0.4, 0.8, 1.2, 1.57)] + [(r * 0.98, r + 0.01), (r * 0.9, r + 0.012)], plain("#e08a26", 0.5, bump=(60, 0.35)), r=0.0, seg=64)]
    o.append(lathe([(r * 0.99, r + 0.008), (r * 0.86, r + 0.014)], plain("#f4dfb4", 0.6), r=0, seg=64))
    for k in range(9):
        a0, a1 = k * 6.283 / 9 + 0.05, (k + 1) * 6.283 / 9 - 0.05
        P = [(0.05 * r * math.cos((a0 + a1) / 2), 0.05 * r * math.sin((a0 + a1) / 2), r + 0.016)] + [(0.86 * r * math.cos(a0 + (a1 - a0) * t / 6), 0.86 * r * math.sin(a0 + (a1 - a0) * t / 6), r + 0.016) for t in range(7)]
        o.append(build("seg", P, [tuple(range(len(P)))], plain("#ec9a32", 0.2, bump=(30, 0.6)), smooth=False))
    o.append(lathe([(0, r + 0.013), (r * 0.88, r + 0.013)], plain("#f4dfb4", 0.6), r=0, seg=64))
    return group(o, (loc[0], loc[1], z + 0.03), (0.75, 0.1, 0.2))


@scene("the-de-l-apres-midi-2")
def _():
    studio("epicerie")
    tea_tin("the-verveine", "#8b9a73", (0.5, 0.45, 0), (0, 0, -0.2))
    cup((-0.4, -0.3, 0), "#b98a3c", s=0.85)
    spoon((0.35, -0.72, 0), (0, 0, 0.3), 0.55, "#5f6a3a")
    camera((0.08, 0, 0.44), 2.35, 22, 0)


@scene("miel-de-garrigue")
def _():
    studio("epicerie")
    disc(0.8, 0.1, tone("epicerie", 0.5), (0, 0.1))
    honey_jar((0, 0.08, 0.1), s=1.15)
    sprig(0.9, "#7f8658", 0.1, 15, 6, (-0.95, -0.92, 0), (0, 0, 0), leaf=0.17)
    camera((0, 0, 0.62), 2.05, 12, 0)


@scene("miel-de-garrigue-2")
def _():
    studio("epicerie")
    tray(1.9, 1.2, 0.08, (0, 0, 0), (0, 0, 0.06))
    honey_jar((0.2, 0.15, 0.08), opened=True, s=1.1)
    dipper((-0.68, -0.38, 0.28), (1.5, 0, 0.95), 0.8)
    camera((-0.05, -0.08, 0.44), 2.15, 24, 0)


@scene("huile-d-olive")
def _():
    studio("epicerie")
    block(0.95, 0.8, 0.18, tone("epicerie", 0.5), (0, 0.12), 0.1)
    oil_bottle((0, 0.1, 0.18))
    sprig(1.3, "#74804f", 0.12, 13, 4, (-1.1, -0.75, 0), (0, 0, 0.12), leaf=0.32, fruit="#3f3d20")
    camera((0, 0, 1.15), 2.95, 8, 0)


@scene("croquants-aux-amandes")
def _():
    studio("epicerie")
    biscuit_tin((0.1, 0.35, 0), (0, 0, 0.1))
    biscuit((-0.72, -0.38, 0), 0.35, seed=1)
    biscuit((-0.6, -0.68, 0), -0.25, seed=2)
    biscuit((-0.05, -0.72, 0), 0.2, seed=3)
    almonds([(0.6, -0.55), (0.74, -0.45), (0.42, -0.75)], 0.12)
    camera((-0.02, -0.05, 0.32), 2.2, 19, 0)


# ------------------------------------------------------------------ linge
def one_towel(col, bg, seed):
    def f():
        studio("linge", col=bg)
        waffle(col, (0, 0.1, 0), (0, 0, 0.2), seed=seed, h=0.46, layers=4, w=1.6)
        lavender(1.0, seed, (0.85, -0.95, 0), (0, 0, 3.0))
        camera((0, -0.08, 0.24), 2.25, 22, 0)

    return f


add("serviette-nid-d-abeille", one_towel("#ece3cf", "#c3ccd4", 3))
add("serviette-nid-d-abeille-lavande", one_towel("#a79bc4", "#cfcadb", 5))
add("serviette-nid-d-abeille-terre-cuite", one_towel("#c07853", "#e0c2ae", 7))


@scene("serviette-nid-d-abeille-2")
def _():
    studio("linge")
    waffle("#c07853", (0, 0.1, 0), (0, 0, 0.08), h=0.36, layers=3, seed=3)
    waffle("#a79bc4", (0.02, 0.12, 0.36), (0, 0, -0.05), h=0.36, layers=3, seed=6)
    waffle("#ece3cf", (-0.02, 0.1, 0.72), (0, 0, 0.1), h=0.36, layers=3, seed=9)
    soap("lavande", (0.1, 0.0, 1.06), (0, 0, 0.3), 0.6)
    camera((0, 0, 0.56), 2.35, 14, 0)


@scene("torchon-de-lin")
def _():
    studio("linge")
    tray(1.95, 1.35, 0.09, (0, 0.1, 0), (0, 0, 0.16))
    tea_towel((0, 0.1, 0.09), (0, 0, 0.16), w=1.5, d=1.0)
    wire(smooth_path([(0.83, -0.2, 0.27), (1.0, -0.36, 0.16), (0.96, -0.56, 0.12), (0.82, -0.5, 0.14), (0.8, -0.3, 0.25)], 40), 0.02, cloth("#e6dcc6"))
    camera((0, 0, 0.2), 2.45, 33, 0)


@scene("pochon-de-coton")
def _():
    studio("linge")
    drawbag((0, 0.1, 0), (0, 0, 0.06))
    soap("amande", (0.72, -0.35, 0.0), (0, 0, 0.4), 0.55)
    camera((0.06, 0, 0.78), 2.3, 10, 0)


@scene("coffret-garidelle")
def _():
    studio("savons", col="#dcd5c0")
    gift_box((0, 0.2, 0), (0, 0, 0.3))
    sprig(1.0, "#74804f", 0.13, 11, 4, (-1.25, -0.95, 0), (0, 0, 0.2), leaf=0.26)
    camera((0, 0, 0.42), 3.0, 24, 0)


@scene("coffret-garidelle-2")
def _():
    studio("savons", col="#dcd5c0", gobo=False)
    m = plain("#8d9a7b", 0.75, bump=(60, 0.1))
    group(open_box(2.3, 1.7, 0.42, m), (0, 0, 0), (0, 0, 0.06))
    drape(2.2, 1.6, cloth("#eee6d4", 60, 0.3), 0.05, 2, (0, 0, 0.05), (0, 0, 0.06))
    tea_towel((-0.62, 0.3, 0.12), (0, 0, 1.63), w=0.95, d=0.85, h=0.22)
    soap("lavande", (-0.6, -0.5, 0.2), (0.15, 0, 0.06), 0.88)
    tube("tube-amande", gold(0.3), (0.27, -0.72, 0.3), (-1.5, 0, 0.06), 0.95)
    tin_round("couvercle-voyage", r=0.34, h=0.3, loc=(0.78, 0.28, 0.14), rot=(0, 0, 0.06))
    camera((0, -0.03, 0.15), 2.75, 58, 0)


def wooden_crate(loc=(0, 0, 0), rot=(0, 0, 0)):
    w = wood("#dcb583", "#c89c66", (1.2, 9, 9), 0.6)
    o = open_box(2.5, 1.25, 0.4, w, 0.06) + [plane_xz(0.5, 0.3, printed("bois", 0.6), loc=(0, -0.63, 0.2))]
    return group(o, loc, rot)


@scene("coffret-fete")
def _():
    studio("maison", col="#dbb08f")
    wooden_crate((0, 0, 0), (0, 0, 0.06))
    candle("bougie-figuier", "#6d7a55", (-0.82, -0.12, 0.1), lit=False, s=0.92)
    tea_tin("the-verveine", "#8b9a73", (0.02, 0.05, 0.1), (0, 0, 0.05), 0.85)
    diffuser((0.8, 0.12, 0.1), (0, 0, -0.1), 0.88)
    biscuit((-0.35, -0.9, 0), 0.3, seed=1)
    biscuit((0.1, -0.98, 0), -0.3, seed=2)
    sprig(0.9, "#74804f", 0.13, 10, 4, (0.45, -0.95, 0), (0, 0, 0.1), leaf=0.24)
    camera((0, -0.1, 0.8), 3.2, 14, 0)


# ------------------------------------------------------------------ collections (4:3) and hero
C43 = (960, 720)


@scene("c-savons", C43)
def _():
    studio("savons")
    block(1.3, 0.8, 0.36, tone("savons", 0.55), (0.55, 0.4), 0.08)
    soap("amande", (0.5, 0.35, 0.36), (0, 0, 0.14))
    soap("lavande", (0.56, 0.36, 0.65), (0, 0, -0.06))
    stand("rose", -0.2, -0.42, 0, 1.15, 0.12)
    cube(0.85, (-0.95, 0.25, 0), (0, 0, 0.35))
    brush((0.95, -0.55, 0), (0, 0, 0.2), 0.62)
    sprig(1.0, "#74804f", 0.13, 11, 4, (-1.6, -0.8, 0), (0, 0, 0.02), leaf=0.26)
    camera((0, 0, 0.42), 3.5, 16, 0)


@scene("c-soin-du-corps", C43)
def _():
    studio("corps")
    disc(0.62, 0.2, tone("corps", 0.55), (0.05, 0.35))
    pump_bottle("lait-corps", plain("#f5eee0", 0.32, coat=0.2), r=0.33, h=1.2, lab=(0.2, 0.95), loc=(0.05, 0.35, 0.2), head=plain("#cfae7e", 0.35))
    jar("beurre-corps", plain("#f7f1e4", 0.2, coat=0.4), wood("#d2a36c", "#b98650", (9, 1.5, 9)), r=0.46, h=0.44, lidh=0.16, loc=(-0.98, -0.05, 0), lab=(0.08, 0.37))
    tube("tube-miel", plain("#f1e2c0", 0.4), (0.82, -0.1, 0), (0, 0, -0.1), 0.95)
    cap_bottle("huile-corps", glass("#e0aa68", shadow=0.8), plain(BLACK, 0.35), r=0.27, h=0.72, loc=(1.45, 0.15, 0), caph=0.22, lab=(0.12, 0.62), rot=(0, 0, -0.15))
    almonds([(-0.3, -0.62), (-0.15, -0.72), (0.42, -0.66)], 0.13)
    camera((0.15, 0, 0.9), 3.75, 10, 0)


@scene("c-soin-du-visage", C43)
def _():
    studio("visage")
    disc(0.6, 0.34, tone("visage", 0.55), (-0.75, 0.3))
    jar("creme-visage", plain("#ecc3b8", 0.35, coat=0.15), plain("#f6ede6", 0.3, coat=0.3), r=0.42, h=0.4, lidh=0.2, loc=(-0.75, 0.28, 0.34), lab=(0.06, 0.34))
    spray("eau-de-rose", glass("#f8ddd7", shadow=0.85), "#f4e8e0", r=0.27, h=1.02, loc=(0.2, 0.25, 0), lab=(0.15, 0.85))
    dropper((0.95, -0.1, 0), (0, 0, -0.12), 1.0)
    tin_round("baume", r=0.3, h=0.18, loc=(-0.15, -0.62, 0))
    petals([(-0.85, -0.55), (0.5, -0.72), (0.35, -0.6), (1.4, -0.5), (-1.3, -0.35)], "#d98f8c", 0.24)
    camera((0.05, 0, 0.66), 3.3, 12, 0)


@scene("c-maison", C43)
def _():
    studio("maison", warm=0.5, dim=0.8)
    candle("bougie-ambre", "#8a5430", (-0.75, 0.1, 0))
    disc(0.55, 0.22, tone("maison", 0.5), (0.25, 0.4))
    diffuser((0.25, 0.38, 0.22), (0, 0, 0.1), 0.85)
    tin_round("couvercle-voyage", r=0.42, h=0.36, loc=(1.12, -0.15, 0), closed=False, content="#f3e6cb", side="bougie-voyage", candle=True, lit=True)
    sachet(5, (-1.55, 0.05, 0), (0, 0, 0.2), 0.85)
    sprig(0.9, "#75804f", 0.1, 14, 3, (-0.35, -0.75, 0), (0, 0, 0.1), leaf=0.18)
    camera((-0.12, 0, 0.95), 3.75, 12, 0)


@scene("c-the-et-epicerie", C43)
def _():
    studio("epicerie")
    tea_tin("the-agrumes", "#b9602c", (-0.72, 0.25, 0), (0, 0, 0.12), 0.95)
    oil_bottle((0.78, 0.4, 0), (0, 0, 0), 0.72)
    honey_jar((0.1, -0.05, 0), s=0.9)
    cup((-1.45, -0.35, 0), "#9a4f18", s=0.62)
    biscuit((0.78, -0.5, 0), 0.25, seed=1)
    biscuit((1.15, -0.38, 0), -0.35, seed=2)
    almonds([(0.35, -0.7), (0.5, -0.6)], 0.11)
    camera((-0.1, 0, 0.68), 3.5, 13, 0)


@scene("c-linge", C43)
def _():
    studio("linge")
    waffle("#a79bc4", (-0.55, 0.3, 0), (0, 0, 0.08), h=0.34, layers=3, seed=6, w=1.6, d=1.0)
    waffle("#ece3cf", (-0.52, 0.3, 0.34), (0, 0, -0.04), h=0.34, layers=3, seed=9, w=1.6, d=1.0)
    tea_towel((-0.55, 0.28, 0.68), (0, 0, 0.06), w=1.35, d=0.9, h=0.16)
    drawbag((0.98, 0.25, 0), (0, 0, -0.1), 0.88)
    lavender(1.1, 4, (0.2, -0.72, 0), (0, 0, 0.08))
    camera((0.05, 0, 0.62), 3.6, 14, 0)


@scene("hero", (1920, 1056))
def _():
    studio("corps", col="#e2cdb4")
    block(1.5, 1.0, 0.3, "#cfb493", (-1.5, 0.55), 0.06)
    candle("bougie-figuier", "#6d7a55", (-1.85, 0.5, 0.3), s=0.95)
    pump_bottle("savon-liquide-verveine", glass("#dbe4b0", shadow=0.75), loc=(-1.08, 0.55, 0.3), s=0.92)
    soap("amande", (0.0, 0.2, 0), (0, 0, 0.1))
    soap("lavande", (0.04, 0.22, 0.29), (0, 0, -0.08))
    stand("rose", 0.1, -0.5, 0, 1.12, -0.06)
    disc(0.62, 0.42, "#c9ad8a", (1.0, 0.75))
    tea_tin("the-agrumes", "#b9602c", (1.0, 0.72, 0.42), (0, 0, 0.12), 0.82)
    honey_jar((1.5, -0.3, 0), (0, 0, 0), 0.78)
    waffle("#ece3cf", (2.2, 0.5, 0), (0, 0, -0.1), h=0.34, layers=3, seed=9, w=1.45, d=1.0)
    waffle("#a79bc4", (2.2, 0.5, 0.34), (0, 0, -0.02), h=0.34, layers=3, seed=6, w=1.4, d=1.0)
    jar("creme-visage", plain("#ecc3b8", 0.35, coat=0.15), plain("#f6ede6", 0.3, coat=0.3), r=0.4, h=0.38, lidh=0.19, loc=(2.32, -0.5, 0), lab=(0.06, 0.33))
    tube("tube-amande", gold(0.3), (-2.4, -0.1, 0), (0, 0, 0.12), 0.85)
    lavender(1.2, 4, (-1.75, -0.72, 0), (0, 0, 0.06))
    almonds([(-0.45, -0.62), (-0.3, -0.72), (0.6, -0.72)], 0.12)
    camera((0.05, 0, 0.82), 5.9, 11, 0, dist=11)
