"""Draws every label, print and stamp as a PNG: python3 labels.py OUT_DIR (needs Pillow, fontconfig, EB Garamond and Lato)."""
import math
import os
import subprocess
import sys

from PIL import Image, ImageDraw, ImageFilter, ImageFont

OUT = sys.argv[1]
os.makedirs(OUT, exist_ok=True)
INK = "#2f3226"


def font_file(pattern):
    return subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout


FILES = {"serif": font_file("EB Garamond:style=12 Regular"), "italic": font_file("EB Garamond:style=12 Italic:italic"), "sans": font_file("Lato:medium")}


def font(kind, size):
    return ImageFont.truetype(FILES[kind], int(size))


def tracked(d, cx, y, text, f, fill, track):
    """One centred line with letter spacing; returns its width."""
    ws = [d.textlength(c, font=f) for c in text]
    x = cx - (sum(ws) + track * (len(text) - 1)) / 2
    for c, w in zip(text, ws):
        d.text((x, y), c, font=f, fill=fill, anchor="ls")
        x += w + track
    return sum(ws) + track * (len(text) - 1)


def fit(d, text, kind, size, width, track=0):
    f = font(kind, size)
    w = d.textlength(text, font=f) + track * size * (len(text) - 1)
    return size if w <= width else size * width / w


def petal(cx, cy, ang, r0, length, width, n=24):
    pts = []
    for side in (1, -1):
        for i in range(n + 1):
            t = i / n if side == 1 else 1 - i / n
            w = width * math.sin(math.pi * t ** 0.8) * side
            lx, ly = r0 + length * t, w
            pts.append((cx + lx * math.cos(ang) - ly * math.sin(ang), cy + lx * math.sin(ang) + ly * math.cos(ang)))
    return pts


def mark(d, cx, cy, s, fill):
    """The garidelle: five narrow petals on a stem with feathery leaves. s is the height."""
    top = cy - s * 0.24
    d.line([(cx, top), (cx - s * 0.015, cy + s * 0.1), (cx + s * 0.02, cy + s * 0.5)], fill=fill, width=max(2, int(s * 0.022)), joint="curve")
    for k in range(5):
        d.polygon(petal(cx, top, -math.pi / 2 + k * 2 * math.pi / 5, s * 0.05, s * 0.2, s * 0.055), fill=fill)
    for i, (t, ln) in enumerate([(0.42, 0.3), (0.24, 0.26), (0.08, 0.2)]):
        y = cy + s * t
        for sg in (1, -1):
            d.polygon(petal(cx, y, -math.pi / 2 + sg * (0.95 - 0.1 * i), 0, s * ln, s * 0.026), fill=fill)


def label(name, w, h, lines, net="", bg="#f6f1e6", ink=INK, accent=None, border=True, small="MAISON GARIDELLE · PROVENCE", markon=True, scale=1.0):
    """Paper label: mark, wordmark, product name (italic lines), net content."""
    im = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(im)
    accent = accent or ink
    m = int(min(w, h) * 0.045)
    if border:
        d.rectangle([m, m, w - m, h - m], outline=accent, width=max(2, int(min(w, h) * 0.006)))
    cx = w / 2
    u = min(w, h * 1.25) / 10 * scale
    y = h * 0.10
    if markon:
        ms = h * 0.26
        mark(d, cx, y + ms * 0.52, ms, accent)
        y += ms + u * 0.35
    else:
        y += u * 0.5
    size = fit(d, "GARIDELLE", "serif", u * 1.25, w * 0.74, 0.22)
    y += size * 0.75
    tracked(d, cx, y, "GARIDELLE", font("serif", size), ink, size * 0.22)
    y += u * 0.42
    d.line([cx - u * 0.9, y, cx + u * 0.9, y], fill=accent, width=max(2, int(u * 0.05)))
    big = min(fit(d, t, "italic", u * 1.3, w * 0.8) for t in lines)
    rest = h * 0.9 - (u * 0.9 if net else 0) - y
    big = min(big, rest / (len(lines) * 1.08))
    y += (rest - len(lines) * big * 1.05) / 2 + big * 0.8
    for t in lines:
        d.text((cx, y), t, font=font("italic", big), fill=ink, anchor="ms")
        y += big * 1.05
    if net:
        tracked(d, cx, h * 0.895, net, font("sans", u * 0.5), ink, u * 0.06)
    im.save(f"{OUT}/{name}.png")


def tube(name, bg, lines, net, ink=INK, accent=None):
    """Wrap for a tube, planar from the front: texts in the middle third."""
    w, h = 900, 1800
    im = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(im)
    accent = accent or ink
    mark(d, w / 2, 520, 360, accent)
    tracked(d, w / 2, 830, "GARIDELLE", font("serif", 84), ink, 19)
    d.line([w / 2 - 60, 880, w / 2 + 60, 880], fill=accent, width=4)
    y = 1010
    for t in lines:
        d.text((w / 2, y), t, font=font("italic", 96), fill=ink, anchor="ms")
        y += 104
    tracked(d, w / 2, 1480, net, font("sans", 42), ink, 5)
    d.rectangle([0, 1640, w, 1652], fill=accent)
    im.save(f"{OUT}/{name}.png")


def stamp(name, w, h, sub="", ring=True, sprig=True):
    """Height map: white = untouched, black = pressed in."""
    im = Image.new("L", (w, h), 255)
    d = ImageDraw.Draw(im)
    if ring:
        m = int(min(w, h) * 0.13)
        d.rounded_rectangle([m, m, w - m, h - m], radius=int(h * 0.26), outline=0, width=int(h * 0.018))
    cx, cy = w / 2, h / 2
    if sprig:
        mark(d, cx, cy - h * 0.12, h * 0.3, 0)
    size = fit(d, "GARIDELLE", "serif", h * 0.17, w * 0.6, 0.16)
    f = font("serif", size)
    ty = cy + h * (0.22 if sprig else 0.02)
    for dx, dy in ((0, 0), (2, 0), (0, 2), (2, 2)):
        tracked(d, cx + dx, ty + dy, "GARIDELLE", f, 0, size * 0.16)
    if sub:
        tracked(d, cx, ty + size * 0.85, sub, font("sans", size * 0.42), 0, size * 0.1)
    im.filter(ImageFilter.GaussianBlur(2.2)).save(f"{OUT}/{name}.png")


def printed(name, w, h, bg, ink, lines=(), markh=0.42, y0=0.36, sub=""):
    """A print straight on cloth, wood or tin: mark and wordmark on a plain ground."""
    im = Image.new("RGB", (w, h), bg)
    d = ImageDraw.Draw(im)
    mark(d, w / 2, h * y0, h * markh, ink)
    size = fit(d, "GARIDELLE", "serif", h * 0.1, w * 0.62, 0.2)
    y = h * (y0 + markh * 0.55) + size
    tracked(d, w / 2, y, "GARIDELLE", font("serif", size), ink, size * 0.2)
    for t in lines:
        y += size * 1.15
        d.text((w / 2, y), t, font=font("italic", size * 0.95), fill=ink, anchor="ms")
    if sub:
        tracked(d, w / 2, y + size * 1.2, sub, font("sans", size * 0.42), ink, size * 0.08)
    im.save(f"{OUT}/{name}.png")


def stripes(name):
    w, h = 800, 1200
    im = Image.new("RGB", (w, h), "#e9e1d0")
    d = ImageDraw.Draw(im)
    for x0, x1 in ((70, 130), (146, 154), (646, 654), (670, 730)):
        d.rectangle([x0, 0, x1, h], fill="#48648c")
    im.save(f"{OUT}/{name}.png")


OLIVE, ROSE, CLAY, OCHRE, BLUE, PLUM = "#6d7443", "#b0695f", "#a2573a", "#a87420", "#4d6488", "#75608c"
stamp("stamp-bar", 1200, 780)
stamp("stamp-cube", 1000, 1000, sub="HUILE D’OLIVE")
stamp("stamp-ball", 1000, 1000, ring=False)
label("savon-liquide-verveine", 900, 1000, ["Savon liquide", "à la verveine"], "300 ML", accent=OLIVE)
label("savon-liquide-fleur", 900, 1000, ["Savon liquide", "fleur d’oranger"], "300 ML", accent="#b3702a")
tube("tube-amande", "#efe3cf", ["Crème mains", "à l’amande"], "75 ML", accent="#9a7340")
tube("tube-miel", "#eec56f", ["Crème mains", "au miel"], "75 ML", accent="#8a5714")
tube("tube-lavande", "#c9bdd8", ["Crème mains", "à la lavande"], "75 ML", accent="#65518a")
label("lait-corps", 860, 1150, ["Lait pour le corps", "à l’amande"], "250 ML", bg="#fbf6ec", accent="#a9763f", border=False)
label("beurre-corps", 1500, 560, ["Beurre corporel au karité"], "200 ML", accent="#9a6a3a", border=True)
label("huile-corps", 900, 1050, ["Huile sèche", "pour le corps"], "100 ML", accent="#8a5a22")
label("gommage", 1500, 500, ["Gommage au sucre"], "250 G", accent="#a9763f")
label("sels", 900, 900, ["Sels de bain", "à la lavande"], "350 G", accent=PLUM)
label("creme-visage", 1500, 560, ["Crème de jour à la rose"], "50 ML", bg="#f3d9d2", accent=ROSE, border=False)
label("serum-visage", 860, 1000, ["Sérum", "rose musquée"], "30 ML", bg="#faf0ea", accent=ROSE)
label("eau-de-rose", 860, 1150, ["Eau florale", "de rose"], "150 ML", bg="#fdf3ef", accent=ROSE)
printed("baume", 900, 900, "#c9a25a", "#4a3513", ["Baume à lèvres"], markh=0.3, y0=0.3, sub="12 G")
label("masque", 1300, 900, ["Masque", "à l’argile rose"], "120 G", bg="#fbeee8", accent=ROSE)
label("bougie-figuier", 900, 760, ["Figuier"], "180 G", accent=OLIVE)
label("bougie-ambre", 900, 760, ["Ambre"], "180 G", accent="#8a4a1c")
label("bougie-lin", 900, 760, ["Fleur de lin"], "180 G", accent=BLUE)
label("diffuseur", 900, 820, ["Thym et", "orange amère"], "200 ML", accent=CLAY)
label("bougie-voyage", 1700, 420, ["Bougie de voyage"], "80 G", bg="#f4e9d6", accent=CLAY, markon=False, border=True, scale=1.3)
printed("couvercle-voyage", 900, 900, "#c79a5b", "#4a2d14", ["Romarin"], markh=0.34, y0=0.32)
label("brume", 860, 1050, ["Brume de linge", "lavande et bleuet"], "100 ML", bg="#f2f3f4", accent=BLUE)
label("the-verveine", 900, 1150, ["Thé vert", "à la verveine"], "100 G", bg="#f4efdf", accent=OLIVE)
label("the-agrumes", 900, 1150, ["Thé noir", "aux agrumes"], "100 G", bg="#f8ecd9", accent="#b4521f")
label("miel", 1000, 800, ["Miel de garrigue"], "250 G", bg="#fbf3dd", accent=OCHRE)
label("olive", 860, 1150, ["Huile d’olive", "vierge extra"], "500 ML", bg="#f5efdc", accent=OLIVE)
label("croquants", 1300, 760, ["Croquants aux amandes"], "180 G", bg="#faf0da", accent=OCHRE)
printed("pochon", 1000, 1000, "#e8dfcb", "#4f5a43", markh=0.42, y0=0.34, sub="PROVENCE")
printed("bois", 1200, 720, "#f2e8d3", "#6b4322", markh=0.4, y0=0.33, sub="PROVENCE")
printed("coffret", 1200, 900, "#8d9a7b", "#f1ead6", markh=0.4, y0=0.32, sub="PROVENCE")
stripes("rayures")
