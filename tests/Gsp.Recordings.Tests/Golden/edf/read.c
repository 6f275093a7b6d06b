/* Dumps what EDFlib reads from an EDF file: gcc read.c edflib.c fopen_utf8.c -lm -o read && ./read FILE */
#include "edflib.h"
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
int main(int n, char **a)
{
    static struct edf_hdr_struct h;
    int rc = edfopen_file_readonly(a[1], &h, EDFLIB_READ_ALL_ANNOTATIONS, EDFLIB_CHECK_FILE_SIZE);
    if (rc) { printf("cannot read: %d, filetype %d\n", rc, h.filetype); return 1; }
    printf("start\t%04d-%02d-%02dT%02d:%02d:%02d\t%lld\n", h.startdate_year, h.startdate_month, h.startdate_day, h.starttime_hour, h.starttime_minute, h.starttime_second, h.starttime_subsecond);
    for (int k = 0; k < h.edfsignals; k++) {
        int c = (int)h.signalparam[k].smp_in_file;
        double *p = malloc(c * sizeof *p);
        edfread_physical_samples(h.handle, k, c, p);
        printf("signal\t%.16s\t%.8s\t%d\t%.17g", h.signalparam[k].label, h.signalparam[k].physdimension, h.signalparam[k].smp_in_datarecord, (double)h.datarecord_duration / EDFLIB_TIME_DIMENSION);
        for (int t = 0; t < c; t++) printf("\t%.17g", p[t]);
        printf("\n");
    }
    for (int k = 0; k < h.annotations_in_file; k++) {
        struct edf_annotation_struct m;
        edf_get_annotation(h.handle, k, &m);
        printf("mark\t%lld\t%s\t%s\n", m.onset, m.duration[0] ? m.duration : "-1", m.annotation);
    }
    return 0;
}
