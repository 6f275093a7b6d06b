import csv, glob, sys
d=sys.argv[2]+'/'
P=[l for l in """Albumin ALP ALT AST Bilirubin BUN Cholesterol Creatinine DiasABP FiO2 GCS Glucose HCO3 HCT HR K Lactate MAP MechVent Mg Na NIDiasABP NIMAP NISysABP PaCO2 PaO2 pH Platelets RespRate SaO2 SysABP Temp TroponinI TroponinT Urine WBC Weight""".split()]
tot={p:[0,0.0,0.0,0] for p in P}
rows=0
for f in sorted(glob.glob(d+'set-a/*.txt')):
    last={};all_={}
    for r in csv.DictReader(open(f)):
        rows+=1
        p=r['Parameter'];v=float(r['Value'])
        if p not in tot or v==-1: continue
        tot[p][3]+=1
        h=int(r['Time'].split(':')[0])
        if h<48:
            last[p,h]=v; all_.setdefault((p,h),[]).append(v)
    for (p,h),v in last.items():
        tot[p][0]+=1; tot[p][1]+=v; tot[p][2]+=sum(all_[p,h])/len(all_[p,h])
out=sys.argv[1]
with open(out,'w') as w:
    w.write('parameter,cells,sum_last,sum_mean,observations\n')
    for p in P: w.write('%s,%d,%.17g,%.17g,%d\n'%(p,*tot[p]))
print(rows)
