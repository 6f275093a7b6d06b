/* Writes small EDF and BDF files with EDFlib 1.23 and dumps what EDFlib reads from them to expected.txt.
   gcc make.c -ledf -lm -o make && ./make */
#include <edflib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const int rates[3] = {50, 10, 25};
static const char *labels[3] = {"ECG II", "Resp", "SaO2"};
static const char *units[3] = {"mV", "Ohm", "%"};

static void write_file(const char *path, int type)
{
    int wide = type == EDFLIB_FILETYPE_BDFPLUS;
    int h = edfopen_file_writeonly(path, type, 3);
    for (int k = 0; k < 3; k++) {
        edf_set_samplefrequency(h, k, rates[k]);
        edf_set_label(h, k, labels[k]);
        edf_set_physical_dimension(h, k, units[k]);
        edf_set_transducer(h, k, k ? "belt" : "AgAgCl electrode");
        edf_set_prefilter(h, k, "HP:0.1Hz LP:75Hz");
        edf_set_physical_minimum(h, k, k == 1 ? 120.5 : -3.2768);
        edf_set_physical_maximum(h, k, k == 1 ? -7.25 : 100.1);
        edf_set_digital_minimum(h, k, wide ? -8388608 : k == 2 ? -100 : -32768);
        edf_set_digital_maximum(h, k, wide ? 8388607 : k == 2 ? 2047 : 32767);
    }
    edf_set_startdatetime(h, 2019, 2, 28, 23, 59, 58);
    edf_set_subsecond_starttime(h, 2500000);
    edf_set_patientcode(h, "MCH 0234567");
    edf_set_gender(h, 0);
    edf_set_birthdate(h, 1951, 5, 2);
    edf_set_patientname(h, "Ann Example");
    edf_set_equipment(h, "Recorder 7");
    for (int record = 0; record < 4; record++)
        for (int k = 0; k < 3; k++) {
            int block[64];
            for (int t = 0; t < rates[k]; t++) {
                double x = sin(0.37 * (record * rates[k] + t) * (k + 1)) * (wide ? 8e6 : k == 2 ? 900 : 31000);
                block[t] = record == 0 && t == 0 ? (wide ? -8388608 : k == 2 ? -100 : -32768) : (int)(k == 2 && !wide ? x + 900 : x);
            }
            edfwrite_digital_samples(h, block);
        }
    edfwrite_annotation_utf8(h, 0, -1, "Recording starts");
    edfwrite_annotation_utf8(h, 12345, 5000, "apnoe \xc3\xa4");
    edfwrite_annotation_utf8(h, 31000, 0, "spike");
    edfclose_file(h);
}

static void dump(FILE *out, const char *path)
{
    static struct edf_hdr_struct header;
    edfopen_file_readonly(path, &header, EDFLIB_READ_ALL_ANNOTATIONS);
    fprintf(out, "%s\tstart\t%04d-%02d-%02dT%02d:%02d:%02d\t%lld\n", path, header.startdate_year, header.startdate_month,
            header.startdate_day, header.starttime_hour, header.starttime_minute, header.starttime_second, header.starttime_subsecond);
    for (int k = 0; k < header.edfsignals; k++) {
        int n = (int)header.signalparam[k].smp_in_file;
        double physical[512];
        edfread_physical_samples(header.handle, k, n, physical);
        char label[17], unit[9];
        strcpy(label, header.signalparam[k].label);
        strcpy(unit, header.signalparam[k].physdimension);
        for (int i = (int)strlen(label) - 1; i >= 0 && label[i] == ' '; i--) label[i] = 0;
        for (int i = (int)strlen(unit) - 1; i >= 0 && unit[i] == ' '; i--) unit[i] = 0;
        fprintf(out, "%s\tsignal\t%s\t%s\t%d", path, label, unit, header.signalparam[k].smp_in_datarecord);
        for (int t = 0; t < n; t++) fprintf(out, "\t%.17g", physical[t]);
        fprintf(out, "\n");
    }
    for (int a = 0; a < header.annotations_in_file; a++) {
        struct edf_annotation_struct mark;
        edf_get_annotation(header.handle, a, &mark);
        fprintf(out, "%s\tmark\t%lld\t%s\t%s\n", path, mark.onset, mark.duration, mark.annotation);
    }
    edfclose_file(header.handle);
}

int main(void)
{
    const char *names[2] = {"plus.edf", "plus.bdf"};
    const int types[2] = {EDFLIB_FILETYPE_EDFPLUS, EDFLIB_FILETYPE_BDFPLUS};
    FILE *out = fopen("expected.txt", "w");
    for (int k = 0; k < 2; k++) {
        write_file(names[k], types[k]);
        dump(out, names[k]);
    }
    fclose(out);
    return 0;
}
