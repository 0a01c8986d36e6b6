package course

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// Courses download files that a release has.
func TestReleaseHas(t *testing.T) {
	data, err := os.ReadFile("../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Archives []struct {
			Name string `yaml:"name_template"`
		} `yaml:"archives"`
		Checksum struct {
			Name      string `yaml:"name_template"`
			Algorithm string `yaml:"algorithm"`
		} `yaml:"checksum"`
	}
	if err := yaml.Unmarshal(data, &release); err != nil {
		t.Fatal(err)
	}
	name := strings.NewReplacer("{{ .Os }}", "linux", "{{ .Arch }}", "amd64").Replace(release.Archives[0].Name) + ".tar.gz"
	if name != archive || release.Checksum.Name != checksums || release.Checksum.Algorithm != "sha256" {
		t.Errorf("a release has %s and %s (%s)", name, release.Checksum.Name, release.Checksum.Algorithm)
	}
}

// The command that new courses install the program with takes what has the checksum of the
// release, and nothing else. Both files that GitHub and Netlify read have it.
func TestInstall(t *testing.T) {
	for _, program := range []string{"curl", "sha256sum", "tar", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	for name, test := range map[string]struct {
		sums string // SUM is the right one
		well bool
	}{
		"right":          {"SUM  " + archive + "\n0000  wirebook_darwin_arm64.tar.gz\n", true},
		"wrong":          {strings.Repeat("0", 64) + "  " + archive + "\n", false},
		"of other files": {"SUM  wirebook_linux_arm64.tar.gz\n", false},
		"missing":        {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			packed := pack(t)
			from := filepath.Join(t.TempDir(), "releases", "download", "v1.2.3")
			if err := os.MkdirAll(from, 0o755); err != nil {
				t.Fatal(err)
			}
			sums := strings.ReplaceAll(test.sums, "SUM", fmt.Sprintf("%x", sha256.Sum256(packed)))
			for name, data := range map[string][]byte{archive: packed, checksums: []byte(sums)} {
				if len(data) > 0 {
					if err := os.WriteFile(filepath.Join(from, name), data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			c := Course{Kind: "flask", Version: "v1.2.3", Repository: "file://" + filepath.Dir(filepath.Dir(filepath.Dir(from))), Hosting: []byte("[build.processing.html]\n")}
			here := t.TempDir()
			cmd := exec.Command("sh", "-c", c.Install())
			cmd.Dir = here
			out, err := cmd.CombinedOutput()
			_, absent := os.Stat(filepath.Join(here, "wirebook"))
			if (err == nil) != test.well || (absent == nil) != test.well {
				t.Errorf("%v: %v\n%s", err, absent, out)
			}
			files, err := c.Files()
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"netlify.toml", ".github/workflows/site.yml"} {
				if !bytes.Contains(files[name], []byte(c.Install())) {
					t.Errorf("%s does not have the command\n%s", name, files[name])
				}
			}
		})
	}
}

// pack is the archive of a release.
func pack(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: "wirebook", Mode: 0o755, Size: 1}); err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("#"))
	w.Close()
	z.Close()
	return b.Bytes()
}
