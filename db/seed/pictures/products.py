"""Builders: each returns a group standing on z = 0, its face towards -Y."""
import math

import numpy as np

from geometry import build, fillet, frame, group, grid_faces, lathe, patch, plane_xz, pouch, rbox, scatter, smooth_path, towel, tube_body, wire, blob_tpl
from materials import cloth, glass, glow, mix, plain, printed, thin, wax, wood
from props import bow, fill_cyl, ribbon

SOAPS = {"lavande": "#ad9bc4", "verveine": "#b3c187", "amande": "#ead9b8", "rose": "#dca8a0"}
GOLD, BLACK, IVORY = "#c9a565", "#26241f", "#f3ecdd"


def gold(rough=0.28):
    return plain(GOLD, rough, metal=1.0)


def soap(scent, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, n=300):
    o = rbox((0.9, 0.6, 0.26), 0.1, plain(SOAPS[scent], 0.42, bump=(14, 0.08), vary=0.03, spec=0.4), n=12, stamp="stamp-bar", depth=0.022, stamp_n=n, belly=0.03)
    return group([o], loc, rot, s)


def cube(s=1.0, loc=(0, 0, 0), rot=(0, 0, 0)):
    o = rbox((0.8, 0.8, 0.8), 0.035, plain("#8d8f4e", 0.5, bump=(10, 0.25), vary=0.07), n=8, stamp="stamp-cube", depth=0.03, stamp_n=300, front=True, wob=0.006)
    return group([o], loc, rot, s)


def rope_ball(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    from geometry import height_map, sample

    V, F = blob_tpl(1.0, 420, 280)
    press = np.where(V[:, 1] < 0, sample(height_map("stamp-ball"), V[:, 0] / 1.5 + 0.5, V[:, 2] / 1.5 + 0.5), 0)
    V = V * (1 + 0.012 * np.sin(V[:, :1] * 6 + V[:, 2:] * 4) - 0.035 * press[:, None]) * np.array([0.5, 0.5, 0.46])
    ball = build("ball", V, F, plain("#e2b25e", 0.38, bump=(12, 0.12), vary=0.05), loc=(0, 0, 0.46), auto=0)
    m = cloth("#ece0c6", 80, 0.4)
    path = smooth_path([(0, 0, 0.88), (0.0, -0.02, 1.02), (0.22, -0.06, 1.24), (0.72, -0.12, 1.1), (1.02, -0.3, 0.6), (0.98, -0.5, 0.14), (0.75, -0.72, 0.05), (0.35, -0.84, 0.05), (0.3, -0.68, 0.05), (0.6, -0.55, 0.05), (0.85, -0.42, 0.12), (0.92, -0.2, 0.6), (0.64, -0.04, 1.0), (0.22, 0.04, 1.14), (0.0, 0.02, 1.0), (0, 0, 0.88)], 260)
    P = np.array(path)
    T = np.gradient(P, axis=0)
    o = [ball]
    L = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(P, axis=0), axis=1))])
    for k in range(3):
        Q = []
        for p, t, ln in zip(P, T, L):
            M = frame(t)
            a = ln * 26 + k * 2.094
            Q.append(p + (M[:, 0] * math.cos(a) + M[:, 1] * math.sin(a)) * 0.02)
        o.append(wire(Q, 0.024, m))
    kn = blob_tpl(0.8, 24, 16)
    o.append(build("knot", kn[0] * np.array([0.085, 0.085, 0.07]), kn[1], m, loc=(0, 0, 0.95), auto=0))
    return group(o, loc, rot, s)


def pump_head(z, m, r=0.15, up=0.3):
    o = [lathe([(0, z), (r, z), (r, z + 0.17), (r * 0.8, z + 0.2), (0, z + 0.2)], m, r=0.015), lathe([(0, z + 0.18), (0.045, z + 0.18), (0.045, z + 0.2 + up), (0, z + 0.2 + up)], m, r=0)]
    h = z + 0.2 + up
    o.append(lathe([(0, h - 0.01), (0.13, h - 0.01), (0.135, h + 0.09), (0.1, h + 0.12), (0, h + 0.12)], m, r=0.02))
    o.append(wire(smooth_path([(0, 0, h + 0.06), (-0.2, -0.05, h + 0.065), (-0.36, -0.09, h + 0.055), (-0.42, -0.105, h - 0.02)], 30), 0.042, m))
    return o


def pump_bottle(img, body, r=0.36, h=1.25, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, head=None, lab=(0.2, 0.92), arc=130):
    m = head or plain(IVORY, 0.35)
    prof = [(0, 0.0), (r, 0.0), (r, h), (0.17, h + 0.1), (0.13, h + 0.12), (0.13, h + 0.18), (0, h + 0.18)]
    o = [lathe(prof, body, r=0.09)] + pump_head(h + 0.14, m)
    o.append(patch(r, lab[0], lab[1], arc, printed(img)))
    return group(o, loc, rot, s)


def cap_bottle(img, body, cap, r=0.3, h=1.0, neck=0.1, capr=0.13, caph=0.24, lab=(0.18, 0.8), arc=140, shoulder=0.16, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    prof = [(0, 0), (r, 0), (r, h), (neck + 0.02, h + shoulder), (neck, h + shoulder + 0.04), (neck, h + shoulder + 0.1), (0, h + shoulder + 0.1)]
    z = h + shoulder + 0.06
    o = [lathe(prof, body, r=0.07), lathe([(0, z), (capr, z), (capr, z + caph), (0, z + caph)], cap, r=0.018), patch(r, lab[0], lab[1], arc, printed(img))]
    return group(o, loc, rot, s)


def spray(img, body, accent, r=0.27, h=1.15, lab=(0.2, 0.92), loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    prof = [(0, 0), (r, 0), (r, h), (0.13, h + 0.12), (0.11, h + 0.2), (0, h + 0.2)]
    z = h + 0.13
    o = [lathe(prof, body, r=0.08), lathe([(0, z), (0.135, z), (0.135, z + 0.08), (0, z + 0.08)], gold(), r=0.01)]
    o.append(lathe([(0, z + 0.08), (0.128, z + 0.08), (0.128, z + 0.46), (0, z + 0.46)], thin("#f3f6f6", 0.08), r=0.02))
    o.append(lathe([(0, z + 0.08), (0.095, z + 0.08), (0.095, z + 0.26), (0.085, z + 0.31), (0, z + 0.31)], plain(accent, 0.4), r=0.015))
    o.append(patch(r, lab[0], lab[1], 130, printed(img)))
    return group(o, loc, rot, s)


def dropper(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    r, h = 0.27, 0.72
    body = glass("#df9a84", shadow=0.7)
    prof = [(0, 0), (r, 0), (r, h), (0.12, h + 0.12), (0.1, h + 0.2), (0, h + 0.2)]
    z = h + 0.12
    ribs = [(0, z), (0.145, z), (0.145, z + 0.24), (0.12, z + 0.26), (0, z + 0.26)]
    bulb = [(0, z + 0.25), (0.085, z + 0.25), (0.085, z + 0.36), (0.11, z + 0.46), (0.1, z + 0.58), (0.05, z + 0.66), (0, z + 0.67)]
    o = [lathe(prof, body, r=0.06), lathe(ribs, gold(), r=0.012), lathe(bulb, plain("#f1e3da", 0.5), r=0.05), patch(r, 0.14, 0.64, 120, printed("serum-visage"))]
    return group(o, loc, rot, s)


def jar(img, body, lid, r=0.5, h=0.5, lidh=0.2, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, lab=(0.1, 0.4), arc=150, opened=None):
    """opened: colour of the content, lid left off."""
    o = [patch(r, lab[0], lab[1], arc, printed(img))]
    if opened:
        o.append(lathe([(0, 0), (r, 0), (r, h - 0.06), (r * 0.95, h - 0.04), (r * 0.95, h + 0.06), (r * 0.88, h + 0.06), (r * 0.88, h - 0.2), (0, h - 0.2)], body, r=0.025))
        n, na = 60, 128
        V = []
        for i in range(na):
            a = 2 * math.pi * i / na
            for j in range(n):
                q = j / (n - 1)
                z = h - 0.02 + 0.09 * (1 - q) ** 1.5 + 0.035 * math.sin(q * 17 - a * 1) * (1 - q * 0.75) * min(1, q * 6)
                V.append((r * 0.885 * q * math.cos(a), r * 0.885 * q * math.sin(a), z - 0.04))
        o.append(build("cream", V, grid_faces(na, n, wrap=True), plain(opened, 0.35, spec=0.4), auto=0))
    else:
        o.append(lathe([(0, 0), (r, 0), (r, h), (r * 0.9, h + 0.02), (0, h + 0.02)], body, r=0.05))
        o.append(lathe([(0, h + 0.012), (r * 1.03, h + 0.012), (r * 1.03, h + 0.012 + lidh), (0, h + 0.012 + lidh)], lid, r=0.03))
    return group(o, loc, rot, s)


def lid_only(r, h, m, loc, rot):
    return group([lathe([(0, h), (r, h), (r, 0), (r * 0.94, 0), (r * 0.94, h * 0.8), (0, h * 0.8)], m, r=0.03)], loc, rot)


def tube(img, cap, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    o = [tube_body(0.5, 1.25, printed(img, 0.4), 0.24), lathe([(0, 0), (0.215, 0), (0.215, 0.235), (0.2, 0.25), (0, 0.25)], cap, r=0.02)]
    return group(o, loc, rot, s)


def cork_jar(img, content, r=0.4, h=1.0, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, lab=(0.2, 0.7), grain=0.035, n=2600, extra=None):
    o = [lathe([(0, 0), (r, 0), (r, h), (r * 0.72, h + 0.14), (r * 0.72, h + 0.24), (r * 0.64, h + 0.24)], thin(), r=0.06)]
    o += fill_cyl(n, r * 0.83, 0.06, h * 0.93, content, grain)
    if extra:
        o += fill_cyl(260, r * 0.86, 0.06, h * 0.94, extra, grain * 0.9, seed=9, core=False, shape=(1.3, 0.5, 0.5), rough=0.8)
    o.append(lathe([(0, h + 0.16), (r * 0.62, h + 0.16), (r * 0.7, h + 0.42), (0, h + 0.42)], plain("#c79c6b", 0.9, bump=(45, 0.7), vary=0.16), r=0.025))
    o.append(patch(r, lab[0], lab[1], 130, printed(img)))
    return group(o, loc, rot, s)


def low_jar(img, content, r=0.52, h=0.55, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    """Open glass jar filled with grains up to the rim, in a little heap."""
    o = [lathe([(0, 0), (r, 0), (r, h - 0.06), (r * 0.96, h), (r * 0.9, h)], thin(), r=0.04)]
    o += fill_cyl(5200, r * 0.93, 0.04, h * 0.92, content, 0.016)
    V, na, n = [], 96, 40
    rng = np.random.default_rng(3)
    for i in range(na):
        a = 2 * math.pi * i / na
        for j in range(n):
            q = j / (n - 1)
            V.append((r * 0.93 * q * math.cos(a), r * 0.93 * q * math.sin(a), h * 0.9 + 0.1 * (1 - q * q) + 0.02 * math.sin(9 * q + a) + rng.uniform(-0.008, 0.008)))
    o.append(build("heap", V, grid_faces(na, n, wrap=True), plain(content, 0.6, bump=(70, 0.8), vary=0.08), auto=0))
    o.append(patch(r, 0.1, 0.42, 140, printed(img)))
    return group(o, loc, rot, s)


def tin_round(img, r=0.5, h=0.2, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, closed=True, content="#eed9a4", side=None, metal=GOLD, candle=False, lit=False):
    """Flat round tin; the lid print is on top."""
    m = plain(metal, 0.32, metal=1.0)
    o = []
    if closed:
        o.append(lathe([(0, 0), (r, 0), (r, h * 0.55), (r * 0.99, h * 0.56)], m, r=0.02))
        o.append(lathe([(r * 1.02, h * 0.4), (r * 1.02, h), (r * 0.96, h + 0.008), (r * 0.9, h), (0, h)], m, r=0.015))
        o.append(top_print(img, r * 0.84, h + 0.003))
    else:
        o.append(lathe([(0, 0), (r, 0), (r, h), (r * 0.97, h), (r * 0.97, 0.03), (0, 0.03)], m, r=0.01))
        o.append(lathe([(0, h * 0.82), (r * 0.6, h * 0.825), (r * 0.93, h * 0.84), (r * 0.975, h * 0.88)], wax(content, 0.12 if lit else 0), r=0.02))
        if candle:
            o += wick(h * 0.82, lit)
    if side:
        o.append(patch(r * 1.004, h * 0.12, h * 0.8, 210, printed(side)))
    return group(o, loc, rot, s)


def top_print(img, r, z):
    V, U, n = [(0, 0, z)], [(0.5, 0.5)], 64
    for i in range(n):
        a = 2 * math.pi * i / n
        V.append((r * math.cos(a), r * math.sin(a), z))
        U.append((0.5 + 0.5 * math.cos(a), 0.5 + 0.5 * math.sin(a)))
    return build("top", V, [(0, 1 + i, 1 + (i + 1) % n) for i in range(n)], printed(img, 0.35), uv=U, smooth=False)


def lid_leaning(img, r, h, loc, lean, metal=GOLD, rz=0.0):
    """A lid standing on its edge, its print towards -Y, leaning back by `lean` radians."""
    m = plain(metal, 0.32, metal=1.0)
    o = [lathe([(0, h), (r, h), (r, 0), (r * 0.96, 0), (r * 0.96, h * 0.85), (0, h * 0.85)], m, r=0.02), top_print(img, r * 0.86, h + 0.003)]
    return group(o, loc, (math.pi / 2 - lean, 0, rz))


def wick(z, lit, x=0.0, k=1.0):
    import bpy

    o = [wire([(x, 0, z - 0.02), (x, 0, z + 0.07), (x + 0.012, 0, z + 0.11)], 0.011, plain("#2a211a", 0.9))]
    if lit:
        fl = [(0.0, z + 0.06), (0.03 * k, z + 0.1), (0.042 * k, z + 0.16), (0.03 * k, z + 0.25), (0.012 * k, z + 0.34), (0, z + 0.39)]
        f = lathe(fl, glow("#ffc46a", 9), r=0.05, seg=32, loc=(x, 0, 0))
        f.visible_shadow = False
        o.append(f)
        d = bpy.data.lights.new("flame", "POINT")
        d.energy, d.color, d.shadow_soft_size = 5, (1, 0.62, 0.28), 0.06
        li = bpy.data.objects.new("flame", d)
        bpy.context.scene.collection.objects.link(li)
        li.location = (x, 0, z + 0.26)
        o.append(li)
    return o


def candle(img, tint, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, lit=True, r=0.42, h=0.92):
    wall = plain(tint, 0.12, coat=0.5)
    wz = h * 0.76
    o = [lathe([(0, 0), (r, 0), (r, h), (r * 0.965, h + 0.004), (r * 0.94, h), (r * 0.94, 0.1), (0, 0.1)], wall, r=0.03)]
    o.append(lathe([(0, wz), (r * 0.5, wz + 0.003), (r * 0.9, wz + 0.012), (r * 0.94, wz + 0.03)], wax("#f6ecd6", 0.16 if lit else 0), r=0.02))
    o += wick(wz, lit)
    o.append(patch(r, 0.16, 0.68, 104, printed(img)))
    return group(o, loc, rot, s)


def diffuser(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    b = rbox((0.72, 0.72, 0.8), 0.09, glass("#f4d6ba", shadow=0.75), n=10)
    o = [b, lathe([(0, 0.78), (0.16, 0.78), (0.16, 0.9), (0, 0.9)], glass("#f8e6d4"), r=0.02), lathe([(0.09, 0.89), (0.185, 0.89), (0.185, 1.03), (0.09, 1.03), (0.09, 0.89)], wood("#c4935e", "#a87644"), r=0.012)]
    rng = np.random.default_rng(4)
    for k in range(8):
        a = k * 0.785 + rng.uniform(-0.2, 0.2)
        t = rng.uniform(0.3, 0.5)
        o.append(wire([(0.05 * math.cos(a), 0.05 * math.sin(a), 0.9), (t * math.cos(a), t * 0.8 * math.sin(a), 2.05 + rng.uniform(-0.1, 0.05))], 0.016, plain("#b98d5b", 0.8)))
    o.append(plane_xz(0.52, 0.47, printed("diffuseur"), loc=(0, -0.364, 0.4)))
    return group(o, loc, rot, s)


def sachet(seed, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, rib="#8b78b0"):
    b = pouch(0.62, 0.86, cloth("#e6dcc6", 70, 0.35), seed=seed, squash=0.72, neck=0.3, frill=0.27)
    m = cloth(rib, 90, 0.2)
    ring = [(0.105 * math.cos(a), 0.1 * math.sin(a), 0.628 + 0.01 * math.sin(3 * a)) for a in np.linspace(0, 6.283, 40)]
    o = [b, ribbon_ring(0.118, 0.63, 0.05, m)]
    o.append(bow(m, (0, -0.12, 0.63), 0.42))
    o[-1].rotation_euler = (1.25, 0, 0)
    return group(o, loc, rot, s)


def ribbon_ring(r, z, w, m, squash=1.0):
    return lathe([(r, z - w / 2), (r * 1.06, z - w / 4), (r * 1.06, z + w / 4), (r, z + w / 2)], m, r=0.01, squash=squash)


def drawbag(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    b = pouch(1.15, 1.6, printed("pochon", 0.95, bump=(70, 0.35), sheen=0.5), seed=6, squash=0.55, neck=0.36, frill=0.17, uvbox=1.02)
    m = cloth("#cdbf9f", 90, 0.3)
    z = 1.6 * 0.83
    o = [b, ribbon_ring(0.225, z, 0.05, m)]
    for sg in (-1, 1):
        p = smooth_path([(sg * 0.2, -0.08, z), (sg * 0.3, -0.25, z + 0.02), (sg * 0.44, -0.36, z - 0.26), (sg * 0.46, -0.38, z - 0.5)], 30)
        o.append(wire(p, 0.02, m))
        k = blob_tpl(0.8, 16, 10)
        o.append(build("knot", k[0] * 0.042, k[1], m, loc=tuple(p[-1]), auto=0))
    return group(o, loc, rot, s)


def tea_tin(img, col, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    m = plain(col, 0.33, spec=0.5, coat=0.2)
    o = [rbox((0.78, 0.78, 0.98), 0.05, m, n=6), rbox((0.815, 0.815, 0.24), 0.05, m, n=6, loc=(0, 0, 0.92)), lathe([(0, 1.16), (0.1, 1.16), (0.1, 1.2), (0.13, 1.24), (0.1, 1.28), (0, 1.29)], gold(), r=0.015), plane_xz(0.6, 0.76, printed(img), loc=(0, -0.395, 0.48))]
    return group(o, loc, rot, s)


def honey_jar(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0, opened=False):
    r, h = 0.42, 0.72
    o = [lathe([(0, 0.0), (r, 0.0), (r, h), (r * 0.8, h + 0.1), (r * 0.8, h + 0.14), (0, h + 0.14)], glass("#f6c063", shadow=0.8), r=0.07)]
    z = h + 0.13
    o.append(lathe([(r * 0.8, z), (r * 0.84, z + 0.02), (r * 0.84, z + 0.12), (r * 0.78, z + 0.13), (r * 0.74, z + 0.1), (r * 0.74, z)], thin(), r=0.01))
    if not opened:
        o.append(lathe([(0, z + 0.02), (r * 0.92, z + 0.02), (r * 0.92, z + 0.2), (0, z + 0.2)], gold(0.3), r=0.025))
    o.append(patch(r, 0.14, 0.58, 112, printed("miel")))
    return group(o, loc, rot, s)


def oil_bottle(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    prof = [(0, 0), (0.33, 0), (0.33, 1.2), (0.25, 1.42), (0.11, 1.62), (0.1, 1.95), (0.125, 1.97), (0.125, 2.05), (0, 2.05)]
    o = [lathe(prof, plain("#2a3312", 0.06, coat=1.0, spec=0.6), r=0.09), lathe([(0, 2.0), (0.105, 2.0), (0.115, 2.12), (0, 2.12)], plain("#c79c6b", 0.9, bump=(45, 0.6), vary=0.14), r=0.015), patch(0.33, 0.28, 1.02, 130, printed("olive"))]
    o.append(lathe([(0.128, 1.72), (0.118, 1.72), (0.112, 1.96), (0.128, 1.97)], plain("#c5a15e", 0.35, metal=1), r=0))
    return group(o, loc, rot, s)


def biscuit_tin(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    m = plain("#c98f35", 0.35, coat=0.25)
    o = [rbox((1.25, 0.8, 0.62), 0.07, m, n=6), rbox((1.285, 0.835, 0.2), 0.07, m, n=6, loc=(0, 0, 0.57)), plane_xz(0.86, 0.5, printed("croquants"), loc=(0, -0.404, 0.3))]
    return group(o, loc, rot, s)


def biscuit(loc, rz, s=1.0, tilt=0.0, seed=1):
    rng = np.random.default_rng(seed)
    b = rbox((0.52, 0.2, 0.14), 0.065, plain("#d09a55", 0.85, bump=(26, 0.9), vary=0.16), n=12, wob=0.012, seed=seed)
    V, F = blob_tpl(0.7, 20, 14)
    it = [((x, rng.uniform(-0.04, 0.04), 0.13), frame((1, rng.uniform(-1, 1), 0.1)) * np.array([0.045, 0.03, 0.075])) for x in (-0.15, 0.0, 0.14)]
    return group([b, scatter((V, F), it, plain("#f0dcb4", 0.7))], loc, (tilt, 0, rz), s)


def brush(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    w = rbox((1.2, 0.52, 0.26), 0.11, wood("#d7ab74", "#bd8a55"), n=14, loc=(0, 0, 0.3), belly=0.02)
    rng = np.random.default_rng(2)
    V = np.array([(0.5 * math.cos(a), 0.5 * math.sin(a), z) for a in np.linspace(0, 6.283, 6)[:-1] for z in (0, 1)])
    F = np.array([(2 * i, 2 * ((i + 1) % 5), 2 * ((i + 1) % 5) + 1, 2 * i + 1) for i in range(5)])
    it = []
    for x in np.linspace(-0.5, 0.5, 15):
        for y in np.linspace(-0.17, 0.17, 6):
            for _ in range(16):
                d = np.array([rng.normal(0, 0.055) + x * 0.12, rng.normal(0, 0.055) + y * 0.25, -1])
                it.append(((x + rng.normal(0, 0.013), y + rng.normal(0, 0.013), 0.32), frame(d) * np.array([0.013, 0.013, 0.31 + rng.uniform(-0.02, 0.005)])))
    o = [w, scatter((V, F), it, plain("#ead9ae", 0.6))]
    return group(o, loc, rot, s)


def kraft_drum(img, col, r=0.42, h=0.8, loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    m = plain(col, 0.8, bump=(60, 0.15))
    o = [lathe([(0, 0), (r, 0), (r, h), (0, h)], m, r=0.015), lathe([(0, h - 0.02), (r * 1.03, h - 0.02), (r * 1.03, h + 0.2), (0, h + 0.2)], plain(mix(col, "#ffffff", 0.35), 0.8), r=0.02), patch(r, 0.1, 0.66, 130, printed(img))]
    return group(o, loc, rot, s)


def gift_box(loc=(0, 0, 0), rot=(0, 0, 0), s=1.0):
    m, m2 = plain("#8d9a7b", 0.75, bump=(60, 0.1)), plain("#98a586", 0.75, bump=(60, 0.1))
    c = cloth("#efe6d2", 80, 0.2)
    w, d, h = 1.7, 1.3, 0.6
    o = [rbox((w, d, h), 0.02, m, n=4), rbox((w + 0.05, d + 0.05, 0.22), 0.025, m2, n=4, loc=(0, 0, h - 0.14))]
    top = h + 0.08
    e = 0.034
    o.append(ribbon([(0, -d / 2 - e, 0.0), (0, -d / 2 - e, top), (0, -d / 2 - e + 0.02, top + 0.008), (0, d / 2 + e, top + 0.008), (0, d / 2 + e, 0)], 0.17, c, (1, 0, 0)))
    o.append(ribbon([(-w / 2 - e, 0, 0), (-w / 2 - e, 0, top), (-w / 2 - e + 0.02, 0, top + 0.008), (w / 2 + e, 0, top + 0.008), (w / 2 + e, 0, 0)], 0.17, c, (0, 1, 0)))
    o.append(bow(c, (0, 0, top + 0.01), 1.0, 0.2))
    return group(o, loc, rot, s)


def open_box(w, d, h, m, t=0.04):
    return [rbox((w, d, t), 0.008, m, n=3), rbox((w, t, h), 0.01, m, n=3, loc=(0, -d / 2 + t / 2, 0)), rbox((w, t, h), 0.01, m, n=3, loc=(0, d / 2 - t / 2, 0)), rbox((t, d, h), 0.01, m, n=3, loc=(-w / 2 + t / 2, 0, 0)), rbox((t, d, h), 0.01, m, n=3, loc=(w / 2 - t / 2, 0, 0))]


def waffle(col, loc=(0, 0, 0), rot=(0, 0, 0), w=1.7, d=1.1, layers=4, h=0.5, seed=3, cell=0.06):
    o = towel(w, d, h, layers, cloth(col, 90, 0.2), thick=0.1, waffle=0.016, cell=cell, seed=seed, dens=5)
    return group([o], loc, rot)


def tea_towel(loc=(0, 0, 0), rot=(0, 0, 0), seed=4, w=1.5, d=1.0, layers=4, h=0.2):
    o = towel(w, d, h, layers, printed("rayures", 0.95, bump=(120, 0.3), sheen=0.5), thick=0.035, seed=seed, wave=0.008)
    return group([o], loc, rot)
