"""Small things around the products: sprigs, leaves, almonds, petals, stones, cup, dipper, spoon, ribbon."""
import math

import numpy as np

from geometry import blob_tpl, build, fillet, frame, grid_faces, group, lathe, leaf_tpl, scatter, smooth_path, wire
from materials import glass, plain, wood


def lavender(length=1.3, seed=1, loc=(0, 0, 0), rot=(0, 0, 0), bend=0.1):
    """Lying or standing sprig along x."""
    rng = np.random.default_rng(seed)
    P = smooth_path([(0, 0, 0.02), (length * 0.4, bend * 0.6, 0.035), (length * 0.75, bend, 0.045), (length, bend * 0.9, 0.05)], 50)
    o = [wire(P, 0.009, plain("#7d8a5c", 0.7))]
    buds, tips, leaves = [], [], []
    for k in range(11):
        i = int(49 * (0.56 + 0.43 * k / 10))
        i = min(i, 48)
        c, d = P[i], P[i + 1] - P[i]
        d = d / np.linalg.norm(d)
        M = frame(d)
        n = 6 if k < 9 else 3
        for j in range(n):
            a = 2 * math.pi * j / n + k * 0.5
            out = M[:, 0] * math.cos(a) + M[:, 1] * math.sin(a)
            s = (0.052 - 0.0022 * k) * rng.uniform(0.85, 1.15)
            B = frame(d * 0.75 + out * 0.8) * np.array([0.45, 0.45, 1]) * s
            loc2 = c + out * 0.028
            loc2[2] = max(loc2[2], 0.015)
            (buds if rng.random() > 0.35 else tips).append((loc2, B))
    for k in range(5):
        c = P[int(4 + k * 3)]
        leaves.append((c, frame((0.8, (-1) ** k * 0.55, 0.15)) * 0.24))
    o += [scatter(blob_tpl(0.8, 8, 6), buds, plain("#7a64a5", 0.8)), scatter(blob_tpl(0.8, 8, 6), tips, plain("#9b86c4", 0.8)), scatter(leaf_tpl(0.1, 0.08), leaves, plain("#8a9668", 0.8))]
    return group(o, loc, rot)


def sprig(length=1.2, col="#6f7f4a", width=0.2, n=9, seed=1, loc=(0, 0, 0), rot=(0, 0, 0), bend=0.15, leaf=0.34, fruit=None, lift=0.05):
    rng = np.random.default_rng(seed)
    P = smooth_path([(0, 0, 0.03), (length * 0.5, bend, 0.05), (length, bend * 0.6, 0.06)], 40)
    o = [wire(P, 0.012, plain("#7b6a48", 0.8))]
    a1, a2 = [], []
    for k in range(n):
        i = int(4 + 33 * k / (n - 1))
        sgn = (-1) ** k
        d = P[min(i + 1, 39)] - P[i - 1]
        d = d / np.linalg.norm(d)
        side = np.array([-d[1], d[0], 0]) * sgn
        v = d * 0.55 + side * rng.uniform(0.6, 0.9) + np.array([0, 0, rng.uniform(0.02, 0.3)])
        if k == n - 1:
            v = d
        (a1 if k % 2 else a2).append((P[i] + np.array([0, 0, lift * rng.random()]), frame(v) * leaf * rng.uniform(0.75, 1.1)))
    from materials import mix

    o += [scatter(leaf_tpl(0.12, width), a1, plain(col, 0.55, vary=0.05)), scatter(leaf_tpl(0.15, width), a2, plain(mix(col, "#d8d8a8", 0.18), 0.55))]
    if fruit:
        o.append(scatter(blob_tpl(0.9), [((length * t, bend * 0.9 + s * 0.16, 0.1), np.diag([0.085, 0.085, 0.11]) @ frame((1, 0.3, 0.2)).T) for t, s in ((0.35, -1), (0.55, 1))], plain(fruit, 0.25)))
    return group(o, loc, rot)


def almonds(places, s=0.16, seed=2):
    rng = np.random.default_rng(seed)
    V, F = blob_tpl(0.75, 28, 20)
    V = V.copy()
    V[:, 0] *= 0.62 - 0.14 * V[:, 2]
    V[:, 1] *= 0.42 - 0.1 * V[:, 2]
    items = []
    for x, y in places:
        a = rng.uniform(0, 6.28)
        d = np.array([math.cos(a), math.sin(a), 0.03])
        z = np.array([0, 0, 1.0])
        xx = np.cross(z, d)
        items.append(((x, y, s * 0.4), np.stack([xx, z, d], 1) * s))
    return scatter((V, F), items, plain("#9a6238", 0.7, bump=(90, 0.5), vary=0.08))


def petals(places, col="#dba3a0", s=0.2, seed=3):
    rng = np.random.default_rng(seed)
    n = 14
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(0, 1, n), indexing="ij")
    w = 0.62 * np.sin(np.pi * np.clip(v, 0, 1) ** 0.6 * 0.86) ** 0.7
    V = np.stack([u * w, v - 0.5, 0.28 * (u * w) ** 2 * 2 + 0.3 * (v - 0.45) ** 2 + 0.02], -1).reshape(-1, 3)
    items = []
    for x, y in places:
        a = rng.uniform(0, 6.28)
        R = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
        items.append(((x, y, 0.0), R * s * rng.uniform(0.8, 1.2)))
    return scatter((V, np.array(grid_faces(n, n))), items, plain(col, 0.6, sheen=0.3))


def pebble(r, col, loc, seed=1, flat=0.5):
    rng = np.random.default_rng(seed)
    V, F = blob_tpl(0.8, 48, 32)
    V = V * (1 + 0.06 * np.sin(V @ rng.normal(0, 2.4, 3) + 1)[:, None] + 0.04 * np.sin(V @ rng.normal(0, 4, 3))[:, None])
    V = V * np.array([r, r * rng.uniform(0.75, 0.95), r * flat])
    return build("pebble", V, F, plain(col, 0.8, bump=(18, 0.3), vary=0.1), loc=(loc[0], loc[1], r * flat * 0.94), rot=(0, 0, rng.uniform(0, 3)), auto=0)


def grains(places_n, area, col, s=0.02, seed=4, z=0.0, shape=(1, 0.8, 0.7)):
    """Loose grains spread in a rectangle (x0, y0, x1, y1)."""
    rng = np.random.default_rng(seed)
    V = np.array([(x, y, z2) for x in (-1, 1) for y in (-1, 1) for z2 in (-1, 1)], float) * np.array(shape)
    F = np.array([(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])
    items = []
    for _ in range(places_n):
        M = np.linalg.qr(rng.normal(0, 1, (3, 3)))[0]
        k = s * rng.uniform(0.5, 1.2)
        items.append(((rng.uniform(area[0], area[2]), rng.uniform(area[1], area[3]), z + k * 0.8), M * k))
    return scatter((V, F), items, plain(col, 0.4))


def fill_cyl(n, r, z0, z1, col, s, seed=5, core=True, shape=(1, 0.9, 0.8), rough=0.4):
    """Grains that fill a jar: an opaque core plus grains on its wall and top."""
    rng = np.random.default_rng(seed)
    V = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float) * np.array(shape)
    F = np.array([(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])
    items = []
    for _ in range(n):
        M = np.linalg.qr(rng.normal(0, 1, (3, 3)))[0]
        a = rng.uniform(0, 6.28)
        if rng.random() < 0.72:
            p = (r * math.cos(a), r * math.sin(a), rng.uniform(z0, z1))
        else:
            q = r * math.sqrt(rng.random())
            p = (q * math.cos(a), q * math.sin(a), z1 + 0.02 * math.sin(7 * q + a))
        items.append((p, M * s * rng.uniform(0.6, 1.2)))
    o = [scatter((V, F), items, plain(col, rough))]
    if core:
        o.append(lathe([(0, z0), (r * 0.99, z0), (r * 0.99, z1), (0, z1)], plain(col, 0.7, bump=(60, 0.6)), r=0.01, seg=48))
    return o


def cup(loc=(0, 0, 0), tea="#a8581c", col="#f1ece2", s=1.0):
    outer = [(0, 0.02), (0.22, 0.0), (0.24, 0.03), (0.4, 0.2), (0.47, 0.42), (0.485, 0.55), (0.465, 0.55), (0.44, 0.42), (0.37, 0.22), (0.2, 0.07), (0, 0.06)]
    m = plain(col, 0.25, coat=0.4)
    h = [(0.45, 0, 0.45), (0.62, 0, 0.47), (0.7, 0, 0.34), (0.62, 0, 0.2), (0.41, 0, 0.18)]
    o = [lathe(outer, m, r=0.02), lathe([(0, 0.4), (0.436, 0.4)], plain(tea, 0.03, coat=1), r=0), wire(smooth_path(h, 40), 0.035, m)]
    o.append(lathe([(0, 0.0), (0.5, 0.0), (0.78, 0.06), (0.8, 0.075), (0.77, 0.075), (0.5, 0.03), (0, 0.03)], m, r=0.015))
    o[0].location.z = o[1].location.z = o[2].location.z = 0.03
    return group(o, loc, (0, 0, -0.5), s)


def dipper(loc, rot, s=1.0):
    p = [(0, -0.02), (0.1, 0.0)]
    for k in range(7):
        r = 0.2 - 0.012 * abs(k - 3) ** 1.6
        z = 0.03 + k * 0.075
        p += [(r, z), (r, z + 0.045), (0.11, z + 0.052), (0.11, z + 0.07)]
    p += [(0.045, 0.6), (0.04, 1.7), (0.06, 1.78), (0.05, 1.84), (0, 1.86)]
    return group([lathe(p, wood("#d2a673", "#b98550", (6, 6, 1)), r=0.012)], loc, rot, s)


def spoon(loc, rot, s=1.0, fill=None):
    w = wood("#d0a470", "#b98852", (1.2, 9, 9))
    V, F = blob_tpl(0.8, 40, 28)
    V = V.copy()
    keep = V * np.array([0.2, 0.2, 0.28])
    keep[:, 1] = np.where(keep[:, 1] > 0, -0.35 * keep[:, 1] + 0.0, keep[:, 1] * 0.55)
    Q = np.stack([keep[:, 2], keep[:, 0], keep[:, 1] + 0.11], 1)
    o = [build("bowl", Q, F, w, auto=0), wire(smooth_path([(0.24, 0, 0.1), (0.5, 0, 0.13), (1.25, 0, 0.2)], 20), 0.034, w)]
    if fill:
        o.append(build("load", Q * np.array([0.8, 0.8, 0.8]) + np.array([0, 0, 0.05]), F, plain(fill, 0.9, bump=(40, 0.6)), auto=0))
    return group(o, loc, rot, s)


def ribbon(points, width, m, axis=(0, 1, 0), thick=0.012):
    """Flat band along a path; axis: direction of its width."""
    P = np.array(points)
    A = np.array(axis, float) * width / 2
    V = np.concatenate([P - A, P + A])
    n = len(P)
    F = [(i, i + 1, n + i + 1, n + i) for i in range(n - 1)]
    o = build("ribbon", V, F, m, auto=0)
    k = o.modifiers.new("s", "SOLIDIFY")
    k.thickness = thick
    return o


def bow(m, loc, s=1.0, rz=0.0):
    o = []
    for sg in (-1, 1):
        loop = smooth_path([(0, 0, 0.03), (sg * 0.22, 0, 0.2), (sg * 0.48, 0, 0.24), (sg * 0.55, 0, 0.12), (sg * 0.4, 0, 0.03), (sg * 0.15, 0, 0.03), (0, 0, 0.04)], 60)
        o.append(ribbon(loop, 0.15, m, (0, 1, 0)))
        tail = smooth_path([(0, 0, 0.05), (sg * 0.2, -0.12, 0.05), (sg * 0.36, -0.3, 0.015), (sg * 0.42, -0.5, 0.012)], 40)
        o.append(ribbon(tail, 0.14, m, (0.8, sg * 0.6, 0)))
    o.append(lathe([(0, -0.075), (0.075, -0.06), (0.085, 0), (0.075, 0.06), (0, 0.075)], m, r=0.02, rot=(math.pi / 2, 0, 0), loc=(0, 0, 0.075)))
    return group(o, loc, (0, 0, rz), s)


def tray(w, d, h, loc=(0, 0, 0), rot=(0, 0, 0)):
    from geometry import rbox

    return rbox((w, d, h), 0.03, wood(), n=6, loc=loc, rot=rot)


def droplets(places, s=0.03):
    V, F = blob_tpl(0.6, 20, 12)
    items = [((x, y, z + 0.2 * s), np.diag([s * k, s * k, s * 0.45 * k])) for x, y, z, k in places]
    return scatter((V, F), items, glass("#ffffff"))
