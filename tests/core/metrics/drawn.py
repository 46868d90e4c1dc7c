"""The counts under the drawings of the floor, one floor at two moments thirty seconds apart."""

CALM_AGENTS = """
Luz,L2,3,refund es,no answer,95,850,0,0,0
Ben,L3,3,payment en,available,997,911,3,3,52
Lutz,L3,3,dispute de,available,1752,4076,3,3,44
Lena,L3,3,refund sv,available,4134,1742,3,2,43
Omar,L1,2,payment en,available,1791,2133,2,2,42
Paul,L2,3,returns fr,available,2468,3184,3,2,42
Nils,L3,3,refund sv,finishing,150,3575,1,1,41
Ada,L1,2,payment en,available,2982,3966,2,2,40
Pablo,L2,3,refund es,available,3659,5017,3,2,40
Åke,L3,3,refund sv,available,1316,5408,3,2,39
Kai,L1,2,payment en,available,4173,5799,2,2,38
Priya,L3,3,account en,wrap-up,25,1241,3,2,37
Nell,L1,2,payment en,available,5364,1632,2,2,36
Caio,L2,3,delivery pt,wrap-up,29,2683,3,2,36
Eli,L3,3,account en,available,3698,3074,3,2,35
Karl,L3,3,dispute de,wrap-up,33,3465,3,3,34
Davi,L2,3,delivery pt,available,2032,4516,3,2,34
Hal,L3,3,account en,available,4889,4907,3,2,33
Sven,L3,3,dispute de,available,2546,5298,3,3,32
Daan,L2,3,all nl,available,3223,349,3,1,32
Luc,L3,3,returns fr,available,880,740,3,2,31
Ute,L3,3,dispute de,available,3737,1131,3,3,30
Iris,L2,3,payment en,available,1394,1522,3,3,29
Zoé,L3,3,returns fr,available,2071,2573,3,2,29
Maja,L1,2,refund sv,available,4928,2964,2,2,28
Eva,L3,3,refund es,available,3262,4406,3,2,27
Hugo,L2,3,payment en,available,2585,3355,3,2,27
Tove,L1,2,refund sv,available,919,4797,2,2,26
Iker,L3,3,refund es,available,4453,6239,3,2,25
Rosa,L2,3,payment en,available,3776,5188,3,2,25
Greg,L1,2,account en,available,2110,630,2,2,24
Rita,L3,3,delivery pt,available,5644,2072,3,2,23
Otto,L2,3,payment en,wrap-up,35,1021,3,2,23
Dana,L1,2,account en,available,3301,2463,2,1,22
Jana,L3,3,dispute de,available,958,2854,3,3,21
Bia,L3,3,delivery pt,available,1635,3905,3,2,21
Sanne,L3,3,all nl,available,2826,5738,3,2,19
Rolf,L3,3,dispute de,available,3340,520,3,3,17
Rémi,L1,2,returns fr,available,1674,1962,2,1,16
Ola,L2,3,refund sv,available,4531,2353,3,2,15
Tess,L3,3,payment en,available,2188,2744,3,2,14
Inès,L1,2,returns fr,available,2865,3795,2,1,14
Siv,L2,3,refund sv,available,5722,4186,3,2,13
Finn,L3,3,payment en,available,3379,4577,3,2,12
Sol,L1,2,refund es,available,4056,5628,2,1,12
Maya,L2,3,account en,available,1713,6019,3,2,11
Lily,L3,3,payment en,available,4570,410,3,2,10
Nuria,L1,2,refund es,available,5247,1461,2,1,10
Cole,L2,3,account en,available,2904,1852,3,2,9
João,L1,2,delivery pt,available,1238,3294,2,2,8
Faye,L2,3,account en,available,4095,3685,3,2,7
Bo,L1,2,all nl,available,2429,5127,2,1,6
Ivy,L2,3,account en,available,5286,5518,3,2,5
Anke,L3,3,dispute de,available,2943,5909,3,3,4
Fleur,L1,2,all nl,available,3620,960,2,1,4
Anne,L2,3,returns fr,available,1277,1351,3,2,3
Jude,L1,2,account en,away,660,6129,0,0,0
Gwen,L1,2,account en,break,348,0,0,0,0
Heidi,L3,3,dispute de,break,291,0,0,0,0
Wes,L3,3,payment en,break,279,0,0,0,0
"""
"""name, level, capacity, home, state, state_s, since_break_s, slots, busy, owes_s, asks_help_s"""

CALM_WAITING = """
account en,Ann Fox,asked,21,60,39,yes,account
payment en,Sam Okoro,asked,4,60,56,yes,payment
dispute de,Max Vogel,dispute,17,90,73,no,dispute
refund sv,Eva Lund,unsure,12,120,108,yes,refund
"""
"""queue, person, reason, waited s, target s, late in s, offered, topic"""

CALM_QUEUES = """
payment en,92,96,2,93.9%,1,1,26,32,6,13,3
dispute de,28,33,2,80.0%,1,0,21,21,0,8,4
refund sv,30,32,1,90.9%,1,1,13,17,4,7,0
account en,61,64,1,93.8%,1,1,17,25,8,11,2
returns fr,29,31,1,90.6%,0,0,10,16,6,6,1
refund es,24,26,1,88.9%,0,0,8,13,5,6,0
delivery pt,22,24,1,88.0%,0,0,10,14,4,5,0
all nl,15,16,0,93.8%,0,0,5,10,5,4,0
"""
"""queue, in 60 s, answered, left, in 60 s %, wait, offered, busy, slots, free, agents, offers missed"""

OUTAGE_AGENTS = """
Ben,L3,3,payment en,available,1027,941,3,3,82,20
Luz,L2,3,refund es,no answer,125,880,0,0,0
Lutz,L3,3,dispute de,available,1782,4106,3,3,61
Karl,L3,3,dispute de,wrap-up,63,3495,3,3,34
Otto,L2,3,payment en,wrap-up,65,1051,3,3,11
Hal,L3,3,account en,available,4919,4937,3,2,48
Maya,L2,3,account en,available,1743,6049,3,2,47
Ute,L3,3,dispute de,available,3767,1161,3,3,46
Sanne,L3,3,all nl,available,2856,5768,3,2,45
Hugo,L2,3,payment en,available,2615,3385,3,3,44
Rémi,L1,2,returns fr,available,1704,1992,2,1,43
Eli,L3,3,account en,available,3728,3104,3,2,42
Siv,L2,3,refund sv,available,5752,4216,3,2,41
Sven,L3,3,dispute de,available,2576,5328,3,3,40
Lily,L3,3,payment en,available,4600,440,3,3,39
Bia,L3,3,delivery pt,available,1665,3935,3,2,39
Iris,L2,3,payment en,available,1424,1552,3,3,38
Pablo,L2,3,refund es,available,3689,5047,3,2,38
Priya,L3,3,account en,wrap-up,55,1271,3,2,36
Ola,L2,3,refund sv,available,4561,2383,3,2,35
Fleur,L1,2,all nl,available,3650,990,2,1,34
Finn,L3,3,payment en,available,3409,4607,3,3,33
Rita,L3,3,delivery pt,available,5674,2102,3,2,33
Paul,L2,3,returns fr,available,2498,3214,3,2,32
Åke,L3,3,refund sv,available,1346,5438,3,2,30
Rolf,L3,3,dispute de,available,3370,550,3,3,29
Nell,L1,2,payment en,available,5394,1662,2,2,28
Bo,L1,2,all nl,available,2459,5157,2,1,28
Tess,L3,3,payment en,available,2218,2774,3,3,27
Iker,L3,3,refund es,available,4483,6269,3,2,27
Anne,L2,3,returns fr,available,1307,1381,3,2,26
Dana,L1,2,account en,available,3331,2493,2,1,25
Nils,L3,3,refund sv,finishing,180,3605,1,1,24
Kai,L1,2,payment en,available,4203,5829,2,2,22
João,L1,2,delivery pt,available,1268,3324,2,2,22
Eva,L3,3,refund es,available,3292,4436,3,2,21
Ivy,L2,3,account en,available,5316,5548,3,2,20
Greg,L1,2,account en,available,2140,660,2,2,19
Lena,L3,3,refund sv,available,4164,1772,3,2,18
Jana,L3,3,dispute de,available,988,2884,3,3,17
Daan,L2,3,all nl,available,3253,379,3,1,17
Ada,L1,2,payment en,available,3012,3996,2,2,16
Nuria,L1,2,refund es,available,5277,1491,2,1,16
Zoé,L3,3,returns fr,available,2101,2603,3,2,15
Faye,L2,3,account en,available,4125,3715,3,2,14
Tove,L1,2,refund sv,available,949,4827,2,2,13
Anke,L3,3,dispute de,available,2973,5939,3,3,12
Davi,L2,3,delivery pt,available,2062,4546,3,2,11
Omar,L1,2,payment en,available,1821,2163,2,2,10
Sol,L1,2,refund es,available,4086,5658,2,1,10
Luc,L3,3,returns fr,available,910,770,3,2,9
Cole,L2,3,account en,available,2934,1882,3,2,8
Maja,L1,2,refund sv,available,4958,2994,2,2,7
Rosa,L2,3,payment en,available,3806,5218,3,3,5
Caio,L2,3,delivery pt,wrap-up,59,2713,3,2,5
Inès,L1,2,returns fr,available,2895,3825,2,1,4
Jude,L1,2,account en,away,690,6159,0,0,0
Gwen,L1,2,account en,break,378,0,0,0,0
Heidi,L3,3,dispute de,break,321,0,0,0,0
Wes,L3,3,payment en,break,309,0,0,0,0
"""
"""name, level, capacity, home, state, state_s, since_break_s, slots, busy, owes_s, asks_help_s"""

OUTAGE_WAITING = """
payment en,Sam Okoro,asked,34,60,26,no,payment
payment en,Dee Ott,asked,27,60,33,no,payment
payment en,Rui Costa,asked,22,60,38,no,payment
dispute de,Max Vogel,dispute,47,90,43,no,dispute
payment en,Mia Roth,asked,16,60,44,no,payment
account en,Nora Day,asked,13,60,47,yes,account
payment en,Zoe Hart,asked,11,60,49,no,payment
payment en,Joy Adu,asked,5,60,55,no,payment
payment en,Kim Lee,payment,25,90,65,no,payment
payment en,Pat Kim,payment,19,90,71,no,payment
payment en,Al Moss,payment,14,90,76,no,payment
refund sv,Eva Lund,unsure,42,120,78,yes,refund
payment en,Tim Roe,payment,9,90,81,no,payment
payment en,Ian Poe,payment,8,90,82,no,payment
dispute de,Uwe Lenz,dispute,8,90,82,no,dispute
payment en,Lou Ray,payment,3,90,87,no,payment
payment en,Cal Dunn,payment,1,90,89,no,payment
all nl,Bo Smit,unsure,10,120,110,yes,delivery
account en,Gil Roy,unsure,6,120,114,yes,payment
"""
"""queue, person, reason, waited s, target s, late in s, offered, topic"""

OUTAGE_QUEUES = """
payment en,94,98,2,94.0%,13,0,32,32,0,13,3
dispute de,28,33,2,80.0%,2,0,21,21,0,8,4
refund sv,30,32,1,90.9%,1,1,13,17,4,7,0
account en,62,65,1,93.9%,2,2,17,25,8,11,2
returns fr,29,31,1,90.6%,0,0,10,16,6,6,1
refund es,24,26,1,88.9%,0,0,8,13,5,6,0
delivery pt,22,24,1,88.0%,0,0,10,14,4,5,0
all nl,15,16,0,93.8%,1,1,5,10,5,4,0
"""
"""queue, in 60 s, answered, left, in 60 s %, wait, offered, busy, slots, free, agents, offers missed"""

ARRIVALS = """
1 3 5 2 4 1 3 5 2 4 1 3 5 2 4 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5 2 4 6 3 5
2 4 6 3 5 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 6 3 5 7 4 7 4 6 8 5 7
4 6 8 5 7 4 6 8 5 7 4 6 8 5 7 4 6 8 5 7 4 6 8 6 8 5 7 9 6 8 5 7 9 6 8 5 7 9 6 8
5 7 9 6 8 5 7 9 6 8 5 7 9 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9 6 8 10 7 9
6 8 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 9 11 8 10 7 10 12 9 11 8 10 12 9 11
8 10 12 9 11 8 11 12 9 11 9 11 13 10 11 8 10 13 10 12 9 11 13 10 12 10 12 14 10 12 9 11 14 11 13 11
"""
